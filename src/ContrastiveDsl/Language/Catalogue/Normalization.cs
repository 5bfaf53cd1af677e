namespace ContrastiveDsl.Language;

/// <summary>The layer that a <see cref="Norm"/> stands for.</summary>
internal static class Normalization
{
    /// <summary>The layer, or <see langword="null"/> for <see cref="Norm.None"/> and for a value that names nothing.</summary>
    public static Layer? Of(Norm norm, int groups, bool affine = true) => norm switch
    {
        Norm.Batch => new BatchNormLayer(affine),
        Norm.Group => new GroupNormLayer(groups, affine),
        Norm.Layer => new LayerNormLayer(affine),
        _ => null,
    };
}
