using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks what a method needs beside its parts, and that nothing stands on an experiment which its method has no use
/// for.
/// </summary>
internal static class MethodChecks
{
    /// <summary>Checks one class as written.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (raw.Declaring is not { } declaring || MethodCatalogue.Find(declaring.Name) is not { } method)
        {
            return;
        }

        var place = findings.At(declaring.Index);
        var isRefused = RecipeChecks.IsRefused(raw, declaring, method);
        foreach (var memory in method.Memory)
        {
            if (memory.IsMissing(raw) && !(isRefused && RecipeCatalogue.Bring(memory.Word)))
            {
                findings.Add(memory.Missing!, place, method.Name);
                findings.Offer(Edit.AddBehind(place, memory.Usual));
            }
        }

        if (method.HasPretext)
        {
            CheckPretext(raw, place, method, findings);
        }

        foreach (var setting in raw.Attributes.Where(attribute => !method.Reads(attribute.Name)))
        {
            if (MethodCatalogue.NounOf(setting.Name) is { } noun)
            {
                AddUnused(method, setting, noun, findings);
            }
        }
    }

    private static void CheckPretext(RawClass raw, Place place, Method method, FindingList findings)
    {
        var (stated, another) = PretextTransforms.In(raw);
        if (stated is null)
        {
            findings.Add(MethodRules.MissingPretext, place, method.Name, PretextTransforms.Choice);
            findings.Offer(Edit.AddBehind(place, "[" + Words.Of<JigsawAttribute>() + "]"));
        }
        else if (another is not null)
        {
            findings.AddConflict(
                MethodRules.TwoPretexts,
                findings.At(another.Index),
                findings.At(stated.Index),
                raw.Type.Name,
                "[" + stated.Name + "]",
                "[" + another.Name + "]"
            );
            findings.Offer(Edit.Remove(findings.At(another.Index)));
        }
    }

    private static void AddUnused(Method method, RawAttribute setting, string noun, FindingList findings)
    {
        var place = findings.At(setting.Index);
        if (method.Refusal(setting.Name) is { } refusal)
        {
            findings.Add(refusal, place, method.Name, setting.Name);
        }
        else
        {
            findings.Add(
                MethodRules.NoUse,
                place,
                method.Name,
                noun,
                setting.Name,
                MethodCatalogue.Reading(setting.Name)
            );
        }

        findings.Offer(Edit.Remove(place));
    }
}
