using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>ConvNeXts as lists of layers with torchvision's names.</summary>
internal static class ConvNeXtCatalogue
{
    private const double Epsilon = ConvNeXtBlockLayer.Epsilon;

    /// <summary>Blocks in each of the four stages.</summary>
    /// <param name="backbone">A ConvNeXt.</param>
    public static EquatableArray<int> Blocks(Backbone backbone) =>
        backbone == Backbone.ConvNeXtTiny ? new(3, 3, 9, 3) : new(3, 3, 27, 3);

    /// <summary>
    /// The layers for images of the given channels and side, shapes inferred. In torchvision's <c>features</c> stages
    /// stand between what shrinks the maps; the normalization behind the mean belongs to its classifier.
    /// </summary>
    /// <param name="form">The backbone with its settings.</param>
    /// <param name="channels">Channels of the images, 1 or more.</param>
    /// <param name="imageSize">Side of the images in pixels.</param>
    public static EquatableArray<NamedLayer> Layers(ConvNeXtForm form, int channels, int imageSize)
    {
        var layers = new List<NamedLayer>
        {
            new("features.0.0", Stem(form)) { Field = "stem" },
            new("features.0.1", new ChannelNormLayer(Epsilon)) { Field = "stemNorm" },
        };
        var blocks = Blocks(form.Backbone);
        for (var stage = 0; stage < blocks.Count; stage++)
        {
            if (stage > 0)
            {
                AddDownsampling(layers, stage, form.Width << stage);
            }

            var repeated = Enumerable.Repeat<Layer>(new ConvNeXtBlockLayer(), blocks[stage]);
            layers.Add(
                new NamedLayer("features." + Text.Of((2 * stage) + 1), new StageLayer(new(repeated)))
                {
                    Field = "stage" + Text.Of(stage + 1),
                }
            );
        }

        layers.Add(new NamedLayer("avgpool", new GlobalAveragePoolLayer()));
        layers.Add(new NamedLayer("classifier.0", new LayerNormLayer { Epsilon = Epsilon }) { Field = "norm" });
        return LayerChain.Infer(layers, new FeatureShape(channels, imageSize, imageSize));
    }

    private static ConvLayer Stem(ConvNeXtForm form) =>
        form.Stem == ContrastiveDsl.Stem.Small
            ? Convolution(form.Width, kernel: 3, stride: 1, padding: 1)
            : Convolution(form.Width, kernel: 4, stride: 4, padding: 0);

    private static void AddDownsampling(List<NamedLayer> layers, int stage, int width)
    {
        var key = "features." + Text.Of(2 * stage);
        layers.Add(
            new NamedLayer(key + ".0", new ChannelNormLayer(Epsilon)) { Field = "downsampleNorm" + Text.Of(stage) }
        );
        layers.Add(
            new NamedLayer(key + ".1", Convolution(width, kernel: 2, stride: 2, padding: 0))
            {
                Field = "downsample" + Text.Of(stage),
            }
        );
    }

    private static ConvLayer Convolution(int width, int kernel, int stride, int padding) =>
        new(width, kernel, stride, padding, Bias: true) { StartsTruncated = true };
}
