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

    /// <summary>Numbers of tensors with which an own loss can be called, rising.</summary>
    public EquatableArray<int> OwnParameters { get; init; }
}
