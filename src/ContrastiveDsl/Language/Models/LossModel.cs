namespace ContrastiveDsl.Language;

/// <summary>A loss.</summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">From the catalogue or the user's own.</param>
/// <param name="Name">Name of a loss of <see cref="LossCatalogue"/>; empty for an own loss.</param>
/// <param name="Temperature">Its temperature, or 0 where it has none.</param>
public sealed record LossModel(TypeName Type, PartKind Kind, string Name, double Temperature)
{
    /// <summary>Index of the attribute that declares the loss, among the class's attributes of the language.</summary>
    public int Attribute { get; init; }

    /// <summary>α of RAFT: weight of the alignment of both views.</summary>
    public double Alignment { get; init; }

    /// <summary>β of RAFT: weight of the distance from the target.</summary>
    public double CrossModel { get; init; }

    /// <summary>Whether predictions run away from RAFT's target or follow it.</summary>
    public RaftObjective Objective { get; init; }

    /// <summary>σ of the weighted decoupled loss (DCLW), or 0 for any other.</summary>
    public double Sigma { get; init; }

    /// <summary>What SupCon's temperature is divided by for the scale, or 0 for any other.</summary>
    public double BaseTemperature { get; init; }

    /// <summary>Where SupCon's sum over positives stands.</summary>
    public SupConForm Form { get; init; }

    /// <summary>Z of noise-contrastive estimation, or 0 where it is estimated.</summary>
    public double Partition { get; init; }

    /// <summary>Margin of the pairwise contrastive loss, or 0 for any other.</summary>
    public double Margin { get; init; }

    /// <summary>Whether InfoNCE within the batch takes both directions.</summary>
    public bool Symmetric { get; init; }

    /// <summary>Whether directions alone are compared; only some losses let one choose.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Numbers of tensors with which an own loss can be called, rising.</summary>
    public EquatableArray<int> OwnParameters { get; init; }
}
