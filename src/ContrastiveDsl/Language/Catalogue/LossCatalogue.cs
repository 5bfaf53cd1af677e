using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>The losses as data.</summary>
public static class LossCatalogue
{
    /// <summary>All losses.</summary>
    public static IReadOnlyList<LossEntry> All { get; } =
    [
        new("NtXent", Words.NtXentLoss, 2, new NtXentLossAttribute().Temperature),
        new("Dcl", "DclLoss", 2, new DclLossAttribute().Temperature),
        new("InfoNce", "InfoNceLoss", 3, new InfoNceLossAttribute().Temperature),
        new("MoCoV3", "MoCoV3Loss", 2, new MoCoV3LossAttribute().Temperature),
        new("Byol", "ByolLoss", 2),
        new("NegativeCosine", "NegativeCosineLoss", 2),
        new("Raft", "RaftLoss", 4),
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
}
