using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The residual networks as lists of layers with torchvision's names.</summary>
internal static class BackboneCatalogue
{
    /// <summary>All entries.</summary>
    public static IReadOnlyList<BackboneEntry> All { get; } =
    [
        new(Backbone.ResNet18, new EquatableArray<int>(2, 2, 2, 2), false),
        new(Backbone.ResNet34, new EquatableArray<int>(3, 4, 6, 3), false),
        new(Backbone.ResNet50, new EquatableArray<int>(3, 4, 6, 3), true),
        new(Backbone.ResNet101, new EquatableArray<int>(3, 4, 23, 3), true),
    ];

    /// <summary>The entry of a backbone, or <see langword="null"/> for a value that names none.</summary>
    public static BackboneEntry? Find(Backbone backbone) => All.FirstOrDefault(entry => entry.Backbone == backbone);

    /// <summary>
    /// The layers of a backbone for images of the given channels and side, shapes inferred; the last one is the mean
    /// over the map. The keys of normalizations stay <c>bn1</c> and so on, as torchvision's <c>norm_layer</c> keeps
    /// them; <see cref="Norm.None"/> leaves them out. None at all of a backbone that names none.
    /// </summary>
    /// <param name="form">The backbone with its settings.</param>
    /// <param name="channels">Channels of the images, 1 or more.</param>
    /// <param name="imageSize">Side of the images in pixels.</param>
    public static EquatableArray<NamedLayer> Layers(ResNetForm form, int channels, int imageSize)
    {
        if (Find(form.Backbone) is not { } entry)
        {
            return EquatableArray<NamedLayer>.Empty;
        }

        var layers = new List<NamedLayer>();
        AddStem(layers, form);
        for (var stage = 0; stage < entry.Blocks.Count; stage++)
        {
            Add(
                layers,
                "layer" + Text.Of(stage + 1),
                Stage(entry, form.Width << stage, entry.Blocks[stage], stage == 0 ? 1 : 2, form.Blocks)
            );
        }

        Add(layers, "avgpool", new GlobalAveragePoolLayer());
        return LayerChain.Infer(layers, new FeatureShape(channels, imageSize, imageSize));
    }

    private static void AddStem(List<NamedLayer> layers, ResNetForm form)
    {
        var small = form.Stem == Stem.Small;
        Add(
            layers,
            "conv1",
            small ? new ConvLayer(form.Width, 3, 1, 1, Bias: false) : new ConvLayer(form.Width, 7, 2, 3, Bias: false)
        );
        if (NormLayer.Of(form.Blocks.Norm, form.Blocks.Groups) is { } norm)
        {
            Add(layers, "bn1", norm);
        }

        Add(layers, "relu", new ReluLayer());
        if (!small)
        {
            Add(layers, "maxpool", new MaxPoolLayer(3, 2, 1));
        }
    }

    private static StageLayer Stage(BackboneEntry entry, int width, int count, int stride, BlockSettings blocks)
    {
        var stage = new Layer[count];
        for (var block = 0; block < count; block++)
        {
            var step = block == 0 ? stride : 1;
            stage[block] = entry.HasBottlenecks
                ? new BottleneckLayer(
                    width * entry.Expansion,
                    step,
                    blocks.Norm,
                    blocks.Groups,
                    blocks.ZeroInitResidual
                )
                : new BasicBlockLayer(width, step, blocks.Norm, blocks.Groups, blocks.ZeroInitResidual);
        }

        return new StageLayer(new EquatableArray<Layer>(stage));
    }

    private static void Add(List<NamedLayer> layers, string name, Layer layer) =>
        layers.Add(new NamedLayer(name, layer));
}

/// <summary>A residual network of the catalogue as data.</summary>
/// <param name="Backbone">Which one.</param>
/// <param name="Blocks">Blocks in each of its four stages.</param>
/// <param name="HasBottlenecks">Whether blocks are bottlenecks, whose output is four times as wide.</param>
internal sealed record BackboneEntry(Backbone Backbone, EquatableArray<int> Blocks, bool HasBottlenecks)
{
    /// <summary>Output channels of a block over its width.</summary>
    public int Expansion => HasBottlenecks ? 4 : 1;
}
