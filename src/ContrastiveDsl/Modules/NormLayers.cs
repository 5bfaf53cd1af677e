using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>Makes the normalization that a <see cref="Norm"/> stands for. Scales start at 1, shifts at 0.</summary>
public static class NormLayers
{
    /// <summary>A normalization of maps [N, C, H, W].</summary>
    /// <param name="norm">
    /// Which one. <see cref="Norm.Layer"/> is group normalization with one group: over channels, height and width, with
    /// scale and shift per channel.
    /// </param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="groups">Groups of <see cref="Norm.Group"/>; they must divide the channels.</param>
    /// <param name="splits">
    /// Parts of a batch over which <see cref="Norm.Batch"/> takes its statistics in training; 1 is the whole batch.
    /// </param>
    /// <returns>The module, or null for <see cref="Norm.None"/>.</returns>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public static nn.Module<Tensor, Tensor>? ForMaps(Norm norm, int channels, int groups = 32, int splits = 1) =>
        norm switch
        {
            Norm.Batch when splits != 1 => new SplitBatchNorm2d(channels, splits),
            Norm.Batch => new SyncBatchNorm2d(channels),
            Norm.Group => new GroupNormalization(groups, channels),
            Norm.Layer => new GroupNormalization(1, channels),
            Norm.None => null,
            _ => throw Undefined(norm),
        };

    /// <summary>A normalization of vectors [N, D].</summary>
    /// <param name="norm">Which one.</param>
    /// <param name="features">D, at least 1.</param>
    /// <param name="groups">Groups of <see cref="Norm.Group"/>; they must divide the features.</param>
    /// <returns>The module, or null for <see cref="Norm.None"/>.</returns>
    /// <exception cref="ArgumentException">The groups do not divide the features.</exception>
    public static nn.Module<Tensor, Tensor>? ForVectors(Norm norm, int features, int groups = 32) =>
        norm switch
        {
            Norm.Batch => new SyncBatchNorm1d(features),
            Norm.Group => new GroupNormalization(groups, features),
            Norm.Layer => new LayerNormalization(features),
            Norm.None => null,
            _ => throw Undefined(norm),
        };

    private static ArgumentOutOfRangeException Undefined(Norm norm) =>
        new(nameof(norm), norm, "There is no such normalization.");
}
