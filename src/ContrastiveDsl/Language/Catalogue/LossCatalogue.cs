using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>The losses as data.</summary>
public static class LossCatalogue
{
    private const string Projections = "two batches of projections";

    /// <summary>All losses.</summary>
    public static IReadOnlyList<LossEntry> All { get; } =
    [
        Entry("NtXent", Words.NtXentLoss, Projections, new NtXentLossAttribute().Temperature, "z0", "z1"),
        Entry("Dcl", "DclLoss", Projections, new DclLossAttribute().Temperature, "z0", "z1"),
        Entry("InfoNce", "InfoNceLoss", "queries, keys and the queue", new InfoNceLossAttribute().Temperature, "queries", "keys", "queue"),
        Entry("MoCoV3", "MoCoV3Loss", "queries and keys", new MoCoV3LossAttribute().Temperature, "queries", "keys"),
        Entry("Byol", "ByolLoss", "predictions and their targets", 0, "predictions", "targets"),
        Entry("NegativeCosine", "NegativeCosineLoss", "predictions and their targets", 0, "predictions", "targets"),
        Entry("Raft", "RaftLoss", "two predictions and two targets", 0, "predictions0", "predictions1", "targets0", "targets1"),
        Entry("SupCon", "SupConLoss", "all views and the labels of their images", new SupConLossAttribute().Temperature, "z", "labels"),
        Entry("BatchInfoNce", "BatchInfoNceLoss", "queries and keys", new BatchInfoNceLossAttribute().Temperature, "queries", "keys"),
        Entry("PairwiseContrastive", "PairwiseContrastiveLoss", "two batches of projections and their labels", 0, "z0", "z1", "labels"),
        Entry("Nce", "NceLoss", "similarities to a memory bank and the level of noise", new NceLossAttribute().Temperature, "positives", "negatives", "noise"),
        Entry("MemorySoftmax", "MemorySoftmaxLoss", "similarities to a memory bank", new MemorySoftmaxLossAttribute().Temperature, "positives", "negatives"),
    ];

    /// <summary>The loss that an attribute declares, or <see langword="null"/>.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public static LossEntry? FindWord(string word)
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

    /// <summary>The loss of a name.</summary>
    /// <param name="name">Its name, as models have it.</param>
    public static LossEntry Of(string name)
    {
        foreach (var entry in All)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        throw new System.ArgumentOutOfRangeException(nameof(name), name, "No loss is known by this name.");
    }

    private static LossEntry Entry(string name, string word, string operands, double temperature, params string[] arguments) =>
        new(name, word, operands, new EquatableArray<string>(arguments)) { Temperature = temperature };
}
