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

        CheckQueue(raw, declaring, method, findings);
        CheckBank(raw, declaring, method, findings);
        CheckPretext(raw, declaring, method, findings);
        CheckMomentum(raw, method, findings);
    }

    private static void CheckMomentum(RawClass raw, Method method, FindingList findings)
    {
        if (!method.HasTarget && raw.Find<MomentumEncoderAttribute>() is { } momentum)
        {
            AddUnused(method, momentum, "momentum encoder", findings);
        }
    }

    private static void CheckQueue(RawClass raw, RawAttribute declaring, Method method, FindingList findings)
    {
        var queue = raw.Find<NegativeQueueAttribute>();
        if (method.HasQueue && queue is null && !findings.RefusesRecipe(raw))
        {
            findings.Add(MethodRules.MissingQueue, findings.At(declaring.Index), method.Name);
        }
        else if (!method.HasQueue && queue is not null)
        {
            AddUnused(method, queue, "queue of negatives", findings);
        }
    }

    private static void CheckBank(RawClass raw, RawAttribute declaring, Method method, FindingList findings)
    {
        var bank = raw.Find<MemoryBankAttribute>();
        if (method.HasBank && bank is null)
        {
            findings.Add(MethodRules.MissingBank, findings.At(declaring.Index), method.Name);
        }
        else if (!method.HasBank && bank is not null)
        {
            AddUnused(method, bank, "memory bank", findings);
        }
    }

    private static void CheckPretext(RawClass raw, RawAttribute declaring, Method method, FindingList findings)
    {
        var jigsaw = raw.Find<JigsawAttribute>();
        var rotation = raw.Find<RotationAttribute>();
        if (!method.HasPatches)
        {
            if ((jigsaw ?? rotation) is { } unused)
            {
                AddUnused(method, unused, "pretext transform", findings);
            }
        }
        else if (jigsaw is null && rotation is null)
        {
            findings.Add(MethodRules.MissingPretext, findings.At(declaring.Index), method.Name);
        }
        else if (jigsaw is not null && rotation is not null)
        {
            findings.AddConflict(
                MethodRules.TwoPretexts,
                findings.At(rotation.Index),
                findings.At(jigsaw.Index),
                raw.Type.Name
            );
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
    }
}
