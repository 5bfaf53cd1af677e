using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Diagnostics;

/// <summary>
/// The fixes of a finding as a diagnostic carries them: a property for each edit, whose places are among the
/// diagnostic's locations. What is written here is read here.
/// </summary>
internal static class OfferedFixes
{
    private const string Prefix = "Fix";

    /// <summary>Index of the location of the diagnostic itself among its locations.</summary>
    private const int Own = -1;

    private static readonly char[] Separator = ['|'];

    /// <summary>The properties of a diagnostic. A fix with a place that has no source is none.</summary>
    /// <param name="fixes">The fixes.</param>
    /// <param name="own">The diagnostic's location.</param>
    /// <param name="others">Its additional locations, to which those of edits are added.</param>
    /// <param name="locate">Finds the location of a place, or <see langword="null"/>.</param>
    public static ImmutableDictionary<string, string?> Write(
        EquatableArray<Fix> fixes,
        Location own,
        List<Location> others,
        Func<Place, Location?> locate
    )
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        var written = 0;
        foreach (var fix in fixes)
        {
            var edits = fix.Edits.Select(edit => Write(edit)).ToArray();
            if (edits.All(edit => edit is not null))
            {
                for (var index = 0; index < edits.Length; index++)
                {
                    properties.Add(Key(written, index), edits[index]);
                }

                written++;
            }
        }

        return properties.ToImmutable();

        string? Write(Edit edit)
        {
            var place = IndexOf(edit.Place);
            var target = edit.Target is null ? Own : IndexOf(edit.Target);
            return place is null || target is null
                ? null
                : string.Join(
                    "|",
                    edit.Kind.ToString(),
                    Text.Of(place.Value),
                    Text.Of(target.Value),
                    edit.Place.Argument ?? string.Empty,
                    edit.Text
                );
        }

        int? IndexOf(Place place)
        {
            if (locate(place) is not { } location)
            {
                return null;
            }

            if (location == own)
            {
                return Own;
            }

            var index = others.IndexOf(location);
            if (index < 0)
            {
                index = others.Count;
                others.Add(location);
            }

            return index;
        }
    }

    /// <summary>The fixes that a diagnostic offers.</summary>
    public static IReadOnlyList<OfferedFix> Read(Diagnostic diagnostic)
    {
        var fixes = new List<OfferedFix>();
        while (diagnostic.Properties.ContainsKey(Key(fixes.Count, 0)))
        {
            var edits = new List<OfferedEdit>();
            while (diagnostic.Properties.TryGetValue(Key(fixes.Count, edits.Count), out var text))
            {
                edits.Add(Read(diagnostic, text!));
            }

            fixes.Add(new(diagnostic, edits));
        }

        return fixes;
    }

    private static OfferedEdit Read(Diagnostic diagnostic, string text)
    {
        var parts = text.Split(Separator, 5);
        return new(
            (EditKind)Enum.Parse(typeof(EditKind), parts[0]),
            At(parts[1]),
            parts[0] == nameof(EditKind.Move) ? At(parts[2]) : null,
            parts[3],
            parts[4]
        );

        Location At(string index) =>
            int.Parse(index, CultureInfo.InvariantCulture) is var other and not Own
                ? diagnostic.AdditionalLocations[other]
                : diagnostic.Location;
    }

    private static string Key(int fix, int edit) => Prefix + Text.Of(fix) + "." + Text.Of(edit);
}

/// <summary>A fix that a diagnostic offers.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Edits">The changes, all of which belong together.</param>
internal sealed record OfferedFix(Diagnostic Diagnostic, IReadOnlyList<OfferedEdit> Edits);

/// <summary>An edit whose place has been found in the source.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Location">
/// The argument, attribute, class or member that it changes; an attribute where the argument is to be added.
/// </param>
/// <param name="Target">The attribute before which another one is moved.</param>
/// <param name="Argument">Name of the argument that it changes, or empty.</param>
/// <param name="Text">What it writes.</param>
internal sealed record OfferedEdit(EditKind Kind, Location Location, Location? Target, string Argument, string Text);
