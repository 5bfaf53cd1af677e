namespace ContrastiveDsl;

/// <summary>What sums up a grid of patches from the top row to a place (CPC, arXiv:1807.03748).</summary>
public enum ContextKind
{
    /// <summary>Residual blocks of convolutions that see a row and those above it, as in PixelCNN.</summary>
    MaskedConvolution = 0,

    /// <summary>A gated recurrent unit that runs down each column.</summary>
    Gru = 1,
}
