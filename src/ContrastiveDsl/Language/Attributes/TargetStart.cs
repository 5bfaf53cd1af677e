namespace ContrastiveDsl;

/// <summary>What a momentum encoder begins as.</summary>
public enum TargetStart
{
    /// <summary>A copy of the network that it follows.</summary>
    Copy = 0,

    /// <summary>Random weights of its own (RAFT; DeepMind's BYOL).</summary>
    Random = 1,
}
