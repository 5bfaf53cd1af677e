using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>The methods as data.</summary>
public static class MethodCatalogue
{
    /// <summary>All methods.</summary>
    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(MethodKind.SimClr, Words.SimClr, "SimCLR", "Chen et al., 2020, arXiv:2002.05709", "NtXent") { Variants = new EquatableArray<string>("Dcl") },
        new(MethodKind.MoCo, Words.MoCo, "MoCo", "He et al., 2019, arXiv:1911.05722; Chen et al., 2020, arXiv:2003.04297", "InfoNce")
        {
            HasQueue = true, Target = "Key", Momentum = new MomentumModel(0.999, 1, MomentumSchedule.Constant, TargetStart.Copy),
        },
        new(MethodKind.MoCoV3, "MoCoV3", "MoCo v3", "Chen et al., 2021, arXiv:2104.02057", "MoCoV3")
        {
            HasPredictor = true, Target = "Momentum", Momentum = new MomentumModel(0.99, 1, MomentumSchedule.Cosine, TargetStart.Copy), Variants = new EquatableArray<string>("Dcl"),
        },
        new(MethodKind.Byol, "Byol", "BYOL", "Grill et al., 2020, arXiv:2006.07733", "Byol")
        {
            HasPredictor = true, Target = "Target", Momentum = new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy),
        },
        new(MethodKind.SimSiam, "SimSiam", "SimSiam", "Chen and He, 2020, arXiv:2011.10566", "NegativeCosine") { HasPredictor = true },
        new(MethodKind.Raft, "Raft", "RAFT", "Shi et al., 2020, arXiv:2011.10944", "Raft")
        {
            HasPredictor = true, Target = "Target", Momentum = new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Random),
        },
        new(MethodKind.SupCon, "SupCon", "SupCon", "Khosla et al., 2020, arXiv:2004.11362", "SupCon") { NeedsLabels = true },
        new(MethodKind.InstanceDiscrimination, "InstanceDiscrimination", "Instance discrimination", "Wu et al., 2018, arXiv:1805.01978", "Nce")
        {
            HasBank = true, ViewCount = 1, Variants = new EquatableArray<string>("MemorySoftmax"), OwnLoss = "MemorySoftmax",
        },
        new(MethodKind.Pirl, "Pirl", "PIRL", "Misra and van der Maaten, 2020, arXiv:1912.01991", "Nce")
        {
            HasBank = true, HasPatches = true, ViewCount = 1, Variants = new EquatableArray<string>("MemorySoftmax"), OwnLoss = "MemorySoftmax",
        },
        new(MethodKind.Cpc, "Cpc", "CPC", "van den Oord et al., 2018, arXiv:1807.03748", "BatchInfoNce") { ViewCount = 1 },
        new(MethodKind.EndToEnd, "EndToEnd", "End-to-end contrast", "Hadsell et al., 2006; He et al., 2019, arXiv:1911.05722, figure 2a", "BatchInfoNce") { TrainsKeys = true },
        new(MethodKind.Siamese, "Siamese", "Siamese network", "Chopra et al., 2005; Hadsell et al., 2006", "PairwiseContrastive"),
    ];

    /// <summary>The entry of a method.</summary>
    public static MethodEntry Of(MethodKind method)
    {
        foreach (var entry in All)
        {
            if (entry.Method == method)
            {
                return entry;
            }
        }

        throw new System.ArgumentOutOfRangeException(nameof(method), method, "No method is known by this value.");
    }

    /// <summary>The method that an attribute declares, or <see langword="null"/>.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public static MethodEntry? Find(string word)
    {
        foreach (var entry in All)
        {
            if (entry.Word == word)
            {
                return entry;
            }
        }

        return null;
    }
}
