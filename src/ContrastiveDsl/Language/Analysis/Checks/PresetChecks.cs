using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that the preset of a head exists for its kind.</summary>
internal static class PresetChecks
{
    /// <summary>Checks one class as written.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (
            raw.Kind is not (DeclarationKind.Projector or DeclarationKind.Predictor)
            || raw.Declaring is not { } attribute
            || HeadResolver.Bind(attribute) is not HeadAttribute { Preset: { } preset }
        )
        {
            return;
        }

        var role = attribute.Declares;
        if (Enum.IsDefined(typeof(HeadPreset), preset) && HeadPresets.Find(preset, role) is null)
        {
            var usable = HeadPresets
                .All.Where(entry => entry.Role == role)
                .Select(entry => "HeadPreset." + entry.Preset)
                .ToArray();
            findings.Add(
                ShapeRules.PresetOfOtherHead,
                findings.At(attribute.Index, nameof(HeadAttribute.Preset)),
                preset.ToString(),
                role == DeclarationKind.Predictor ? "prediction" : "projection",
                Text.Choice(usable)
            );
        }
    }
}
