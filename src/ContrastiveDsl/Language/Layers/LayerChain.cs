using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Lists of layers: infers the shapes along them.</summary>
internal static class LayerChain
{
    private const int LargestMinimum = 1024;

    /// <summary>
    /// The layers with the shapes around them. Behind a layer that does not accept its input, shapes mean nothing: the
    /// rules stop there. A side that vanishes is reported as it is and counts as 1 for the layers behind it, so that
    /// the rules find the first fault and nothing that merely follows from it.
    /// </summary>
    /// <param name="layers">The layers; their shapes are replaced.</param>
    /// <param name="input">Shape before the first layer.</param>
    public static EquatableArray<NamedLayer> Infer(IReadOnlyList<NamedLayer> layers, FeatureShape input)
    {
        var inferred = new NamedLayer[layers.Count];
        for (var index = 0; index < layers.Count; index++)
        {
            var layer = layers[index].Layer;
            var output = layer.Output(input);
            inferred[index] = layers[index] with { Input = input, Output = output };
            input = layer.ReturnsMap(input)
                ? new FeatureShape(output.Channels, Math.Max(1, output.Height), Math.Max(1, output.Width))
                : output;
        }

        return new EquatableArray<NamedLayer>(inferred);
    }

    /// <summary>
    /// Size of the vector behind the last layer, or the size of the input without one. Of a map, its channels.
    /// </summary>
    public static int Size(EquatableArray<NamedLayer> layers, int input) =>
        layers.LastOrDefault()?.Output.Channels ?? input;

    /// <summary>
    /// The smallest side of a square image of which something is left behind every layer, or 0 if there is none up to
    /// 1,024 pixels.
    /// </summary>
    /// <param name="layers">The layers.</param>
    /// <param name="channels">Channels of the image.</param>
    public static int MinimumInput(IReadOnlyList<NamedLayer> layers, int channels) =>
        Enumerable
            .Range(1, LargestMinimum)
            .FirstOrDefault(side =>
                !Infer(layers, new FeatureShape(channels, side, side)).Any(layer => layer.HasVanished)
            );

    /// <summary>Whether there is a batch normalization among the layers or inside them.</summary>
    public static bool HasBatchNorm(EquatableArray<NamedLayer> layers) => layers.Any(layer => layer.Layer.HasBatchNorm);

    /// <summary>The same layers with every batch normalization split.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="splits">Parts of a batch, at least 2.</param>
    public static EquatableArray<NamedLayer> Split(EquatableArray<NamedLayer> layers, int splits) =>
        new(layers.Select(layer => layer with { Layer = layer.Layer.Split(splits) }));
}
