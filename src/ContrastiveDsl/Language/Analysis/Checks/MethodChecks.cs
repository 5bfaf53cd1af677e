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

        var missingQueue = RecipeChecks.IsRefused(raw, declaring, method) ? null : MethodRules.MissingQueue;
        CheckSetting<NegativeQueueAttribute>(
            raw,
            method,
            missingQueue,
            "queue of negatives",
            findings,
            "[NegativeQueue(Size = " + Text.Of(Limits.UsualNegatives) + ")]"
        );
        CheckSetting<MemoryBankAttribute>(
            raw,
            method,
            MethodRules.MissingBank,
            "memory bank",
            findings,
            "[MemoryBank]"
        );
        CheckPretext(raw, declaring, method, findings);
        CheckSetting<MomentumEncoderAttribute>(raw, method, null, "momentum encoder", findings);
    }

    /// <summary>Checks a setting that some methods read.</summary>
    private static void CheckSetting<TAttribute>(
        RawClass raw,
        Method method,
        Rule? missing,
        string what,
        FindingList findings,
        string usual = ""
    )
        where TAttribute : Attribute
    {
        var isRead = method.Reads(Words.Of<TAttribute>());
        if (raw.Find<TAttribute>() is not { } setting)
        {
            if (isRead && missing is not null)
            {
                findings.Add(missing, findings.At(raw.Declaring!.Index), method.Name);
                findings.Offer(Edit.AddBehind(findings.At(raw.Declaring.Index), usual));
            }
        }
        else if (!isRead)
        {
            AddUnused(method, setting, what, findings);
        }
    }

    private static void CheckPretext(RawClass raw, RawAttribute declaring, Method method, FindingList findings)
    {
        var (stated, another) = PretextTransforms.In(raw);
        if (!method.HasPretext)
        {
            if (stated is not null)
            {
                AddUnused(method, stated, "pretext transform", findings);
            }
        }
        else if (stated is null)
        {
            findings.Add(
                MethodRules.MissingPretext,
                findings.At(declaring.Index),
                method.Name,
                PretextTransforms.Choice
            );
            findings.Offer(Edit.AddBehind(findings.At(declaring.Index), "[" + Words.Of<JigsawAttribute>() + "]"));
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

    private static void AddUnused(Method method, RawAttribute setting, string what, FindingList findings)
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
                what,
                setting.Name,
                MethodCatalogue.Reading(setting.Name)
            );
        }

        findings.Offer(Edit.Remove(place));
    }
}
