namespace ContrastiveDsl;

/// <summary>What stands between the layers of a head.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu = 0,

    /// <summary>x·Φ(x), exact (Hendrycks and Gimpel, 2016, arXiv:1606.08415).</summary>
    Gelu = 1,
}
