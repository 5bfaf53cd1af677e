namespace ContrastiveDsl;

/// <summary>What normalizes activations.</summary>
public enum Norm
{
    /// <summary>Batch normalization (Ioffe and Szegedy, 2015).</summary>
    Batch = 0,

    /// <summary>Group normalization (Wu and He, 2018).</summary>
    Group = 1,

    /// <summary>
    /// Layer normalization (Ba et al., 2016); over channels, height and width where features are maps (group
    /// normalization with one group).
    /// </summary>
    Layer = 2,

    /// <summary>No normalization.</summary>
    None = 3,
}
