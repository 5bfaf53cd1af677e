namespace ContrastiveDsl;

/// <summary>What normalises activations.</summary>
public enum Norm
{
    /// <summary>Batch normalisation (Ioffe and Szegedy, 2015).</summary>
    Batch = 0,

    /// <summary>Group normalisation (Wu and He, 2018).</summary>
    Group = 1,

    /// <summary>
    /// Layer normalisation (Ba et al., 2016); over channels, height and width where features are maps (group
    /// normalisation with one group).
    /// </summary>
    Layer = 2,

    /// <summary>No normalisation.</summary>
    None = 3,
}
