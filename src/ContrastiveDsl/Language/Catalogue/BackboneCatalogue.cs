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

    /// <summary>Side of the images that a stem is made for: 224 pixels for ImageNet's, 32 for the small one.</summary>
    public static int UsualImageSize(Stem stem) => stem == Stem.Small ? 32 : 224;

    /// <summary>
    /// The layers of a backbone for images of the given channels and side, shapes inferred; the last one is the mean
    /// over the map.
    /// </summary>
    /// <param name="entry">The backbone.</param>
    /// <param name="stem">Its stem.</param>
    /// <param name="width">Channels of the first stage, 1 or more. 64 in the paper.</param>
    /// <param name="channels">Channels of the images, 1 or more.</param>
    /// <param name="imageSize">Side of the images in pixels.</param>
    /// <param name="norm">
    /// What normalizes. The keys stay <c>bn1</c> and so on, as torchvision's <c>norm_layer</c> keeps them;
    /// <see cref="Norm.None"/> leaves them out.
    /// </param>
    /// <param name="groups">Groups of <see cref="Norm.Group"/>.</param>
    /// <param name="zeroInitResidual">Whether blocks begin as identities.</param>
    public static EquatableArray<NamedLayer> Layers(
        BackboneEntry entry,
        Stem stem,
        int width,
        int channels,
        int imageSize,
        Norm norm = Norm.Batch,
        int groups = 32,
        bool zeroInitResidual = false
    )
    {
        var blocks = new BlockSettings(norm, groups, zeroInitResidual);
        var layers = new List<NamedLayer>();
        AddStem(layers, stem, width, blocks);
        for (var stage = 0; stage < entry.Blocks.Count; stage++)
        {
            Add(
                layers,
                "layer" + Text.Of(stage + 1),
                Stage(entry, width << stage, entry.Blocks[stage], stage == 0 ? 1 : 2, blocks)
            );
        }

        Add(layers, "avgpool", new GlobalAveragePoolLayer());
        return LayerChain.Infer(layers, new FeatureShape(channels, imageSize, imageSize));
    }

    private static void AddStem(List<NamedLayer> layers, Stem stem, int width, BlockSettings blocks)
    {
        var small = stem == Stem.Small;
        Add(
            layers,
            "conv1",
            small ? new ConvLayer(width, 3, 1, 1, Bias: false) : new ConvLayer(width, 7, 2, 3, Bias: false)
        );
        if (NormLayer.Of(blocks.Norm, blocks.Groups) is { } norm)
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
