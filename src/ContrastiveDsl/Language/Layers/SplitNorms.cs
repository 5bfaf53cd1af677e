using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Finds the batch normalisations of an encoder, wherever they are, and splits them.</summary>
internal static class SplitNorms
{
    /// <summary>Whether there is a batch normalisation among the layers or inside them.</summary>
    public static bool HasBatchNorm(EquatableArray<NamedLayer> layers) =>
        layers.Any(layer => HasBatchNorm(layer.Layer));

    /// <summary>The same layers with every batch normalisation split.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="splits">Parts of a batch, at least 2.</param>
    public static EquatableArray<NamedLayer> Split(EquatableArray<NamedLayer> layers, int splits) =>
        new(layers.Select(layer => layer with { Layer = Split(layer.Layer, splits) }));

    /// <summary>Whether a layer is a batch normalisation or has one inside.</summary>
    public static bool HasBatchNorm(Layer layer) =>
        layer switch
        {
            BatchNormLayer => true,
            BasicBlockLayer block => block.Norm == Norm.Batch,
            BottleneckLayer block => block.Norm == Norm.Batch,
            StageLayer stage => stage.Blocks.Any(HasBatchNorm),
            _ => false,
        };

    private static Layer Split(Layer layer, int splits) =>
        layer switch
        {
            BatchNormLayer norm => norm with { Splits = splits },
            BasicBlockLayer { Norm: Norm.Batch } block => block with { Splits = splits },
            BottleneckLayer { Norm: Norm.Batch } block => block with { Splits = splits },
            StageLayer stage => new StageLayer(
                new EquatableArray<Layer>(stage.Blocks.Select(block => Split(block, splits)))
            ),
            _ => layer,
        };
}
