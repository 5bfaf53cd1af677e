namespace ContrastiveDsl;

/// <summary>How a vision transformer's tokens know where their patches lie.</summary>
public enum Positions
{
    /// <summary>
    /// Learned, as in the paper (Dosovitskiy et al., 2020, arXiv:2010.11929); all weights start as in torchvision.
    /// </summary>
    Learned = 0,

    /// <summary>
    /// Fixed sines and cosines of row and column; all weights start as in MoCo v3 (Chen et al., 2021,
    /// arXiv:2104.02057).
    /// </summary>
    SinCos = 1,
}
