using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Infers shapes along a list of layers.</summary>
internal static class LayerChain
{
    /// <summary>
    /// The layers with the shapes around them. A layer that does not accept its input keeps that input, and a side that
    /// vanishes is reported as it is and counts as 1 for the layers behind it, so that the rules find the first fault
    /// and nothing that merely follows from it.
    /// </summary>
    /// <param name="layers">The layers; their shapes are replaced.</param>
    /// <param name="input">Shape before the first layer.</param>
    public static EquatableArray<NamedLayer> Infer(IReadOnlyList<NamedLayer> layers, FeatureShape input)
    {
        var inferred = new NamedLayer[layers.Count];
        for (var index = 0; index < layers.Count; index++)
        {
            var output = layers[index].Layer.Output(input);
            inferred[index] = layers[index] with { Input = input, Output = output };
            input = ReturnsMap(layers[index].Layer, input)
                ? new FeatureShape(output.Channels, Math.Max(1, output.Height), Math.Max(1, output.Width))
                : output;
        }

        return new EquatableArray<NamedLayer>(inferred);
    }

    /// <summary>Whether a layer's output is a map, even one whose sides have vanished.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Shape before it.</param>
    public static bool ReturnsMap(Layer layer, FeatureShape input) =>
        layer switch
        {
            GlobalAveragePoolLayer or FlattenLayer or LinearLayer or PatchEmbeddingLayer or ConcatenateLayer => false,
            _ => layer.Accepts == LayerInput.Map
                || !(input.IsVector || input.IsSequence || layer.Accepts == LayerInput.Sequence),
        };

    /// <summary>
    /// Size of the vector behind the last layer, or the size of the input without one. Of a map, its channels.
    /// </summary>
    public static int Size(EquatableArray<NamedLayer> layers, int input) =>
        layers.Count == 0 ? input : layers[layers.Count - 1].Output.Channels;

    /// <summary>
    /// The smallest side of a square image of which something is left behind every layer, or 0 if there is none up to
    /// 1,024 pixels.
    /// </summary>
    /// <param name="layers">The layers.</param>
    /// <param name="channels">Channels of the image.</param>
    public static int MinimumInput(IReadOnlyList<NamedLayer> layers, int channels)
    {
        for (var side = 1; side <= 1024; side++)
        {
            if (Vanishing(Infer(layers, new FeatureShape(channels, side, side))) is null)
            {
                return side;
            }
        }

        return 0;
    }

    /// <summary>The first layer behind which a side of the map is smaller than 1, or <see langword="null"/>.</summary>
    public static NamedLayer? Vanishing(EquatableArray<NamedLayer> layers) =>
        layers.FirstOrDefault(layer =>
            ReturnsMap(layer.Layer, layer.Input) && (layer.Output.Height < 1 || layer.Output.Width < 1)
        );
}
