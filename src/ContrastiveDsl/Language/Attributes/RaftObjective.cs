namespace ContrastiveDsl;

/// <summary>
/// What RAFT does with the distance between a prediction and the target network's projection of the same view.
/// </summary>
public enum RaftObjective
{
    /// <summary>RAFT: the aligned predictions run away from their teacher, the cross term is subtracted.</summary>
    RunAway = 0,

    /// <summary>BYOL′: the paper's equivalent form of BYOL, the cross term is added.</summary>
    ByolPrime = 1,
}
