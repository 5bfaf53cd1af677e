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
        CheckBank(raw, declaring, method, findings);
        CheckPretext(raw, declaring, method, findings);
        CheckMomentum(raw, method, findings);
    }

    private static void CheckMomentum(RawClass raw, MethodEntry method, FindingList findings)
    {
        if (method.HasTarget || raw.Find(Words.MomentumEncoder) is not { } momentum)
        {
            return;
        }

        var target = findings.At(momentum.Index);
        if (method.Method is MethodKind.SimClr or MethodKind.SimSiam)
        {
            findings.Add(method.Method == MethodKind.SimClr ? MethodRules.NegativesFromBatch : MethodRules.NoMomentumEncoder, target, method.Name, Words.MomentumEncoder);
        }
        else
        {
            findings.Add(MethodRules.NoUse, target, method.Name, "momentum encoder", Words.MomentumEncoder, "[MoCo] or [Byol]");
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
            AddUnused(method, findings.At(queue.Index), findings);
        }
    }

    private static void CheckBank(RawClass raw, RawAttribute declaring, MethodEntry method, FindingList findings)
    {
        var bank = raw.Find(Words.MemoryBank);
        if (method.HasBank && bank is null)
        {
            findings.Add(MethodRules.MissingBank, findings.At(declaring.Index), method.Name);
        }
        else if (!method.HasBank && bank is not null)
        {
            findings.Add(MethodRules.NoUse, findings.At(bank.Index), method.Name, "memory bank", Words.MemoryBank, "[InstanceDiscrimination] or [Pirl]");
        }
    }

    private static void CheckPretext(RawClass raw, RawAttribute declaring, MethodEntry method, FindingList findings)
    {
        var jigsaw = raw.Find(Words.Jigsaw);
        var rotation = raw.Find(Words.Rotation);
        if (!method.HasPatches)
        {
            if ((jigsaw ?? rotation) is { } unused)
            {
                findings.Add(MethodRules.NoUse, findings.At(unused.Index), method.Name, "pretext transform", unused.Name, "[Pirl]");
            }
        }
        else if (jigsaw is null && rotation is null)
        {
            findings.Add(MethodRules.MissingPretext, findings.At(declaring.Index), method.Name);
        }
        else if (jigsaw is not null && rotation is not null)
        {
            findings.AddConflict(MethodRules.TwoPretexts, findings.At(rotation.Index), findings.At(jigsaw.Index), raw.Type.Name);
        }
    }

    private static void AddUnused(MethodEntry method, Target queue, FindingList findings)
    {
        Rule? own = method.Method switch
        {
            MethodKind.SimClr => MethodRules.NegativesFromBatch,
            MethodKind.MoCoV3 => MethodRules.QueueUnused,
            MethodKind.Byol or MethodKind.SimSiam or MethodKind.Raft => MethodRules.NegativesUnused,
            _ => null,
        };
        if (own is not null)
        {
            findings.Add(own, queue, method.Name, Words.NegativeQueue);
        }
        else
        {
            findings.Add(MethodRules.NoUse, queue, method.Name, "queue of negatives", Words.NegativeQueue, "[MoCo]");
        }
    }
}
