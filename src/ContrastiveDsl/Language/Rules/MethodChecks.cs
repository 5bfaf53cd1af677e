namespace ContrastiveDsl.Language;

/// <summary>Checks what a method needs beside its parts, and that nothing stands on an experiment which its method has no use for.</summary>
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
        if (!method.HasTarget && raw.Find(Words.MomentumEncoder) is { } momentum)
        {
            var rule = method.Method == MethodKind.SimClr ? MethodRules.NegativesFromBatch : MethodRules.NoMomentumEncoder;
            findings.Add(rule, findings.At(momentum.Index), method.Name, Words.MomentumEncoder);
        }
    }

    private static void CheckQueue(RawClass raw, RawAttribute declaring, MethodEntry method, FindingList findings)
    {
        var queue = raw.Find(Words.NegativeQueue);
        if (method.HasQueue && queue is null)
        {
            findings.Add(MethodRules.MissingQueue, findings.At(declaring.Index), method.Name);
        }
        else if (!method.HasQueue && queue is not null)
        {
            findings.Add(Unused(method.Method), findings.At(queue.Index), method.Name, Words.NegativeQueue);
        }
    }

    private static Rule Unused(MethodKind method) => method switch
    {
        MethodKind.SimClr => MethodRules.NegativesFromBatch,
        MethodKind.MoCoV3 => MethodRules.QueueUnused,
        _ => MethodRules.NegativesUnused,
    };
}
