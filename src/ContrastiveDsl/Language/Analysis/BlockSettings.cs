namespace ContrastiveDsl.Language;

/// <summary>What an encoder says about its residual blocks.</summary>
internal sealed record BlockSettings(Norm Norm, int Groups, bool ZeroInitResidual)
{
    /// <summary>Batch normalisation, started at one.</summary>
    public static BlockSettings Default { get; } = new(Norm.Batch, 32, false);
}
