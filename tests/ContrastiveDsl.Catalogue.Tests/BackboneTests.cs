using ContrastiveDsl.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Catalogue.Tests;

/// <summary>
/// What the catalogue says of a backbone is what Torch builds: otherwise the checks while typing would lie.
/// </summary>
public sealed class BackboneTests : ScopedTests
{
    public static TheoryData<string> Names => [.. Encoders.Keys];

    private static readonly Dictionary<
        string,
        (
            Func<nn.Module<Tensor, Tensor>> Create,
            Backbone Backbone,
            Stem Stem,
            int Width,
            int Channels,
            Norm Norm,
            int Groups
        )
    > Encoders = new()
    {
        ["ResNet18"] = (() => new ResNet18(), Backbone.ResNet18, Stem.ImageNet, 64, 3, Norm.Batch, 32),
        ["ResNet34"] = (() => new ResNet34(), Backbone.ResNet34, Stem.ImageNet, 64, 3, Norm.Batch, 32),
        ["ResNet50"] = (() => new ResNet50(), Backbone.ResNet50, Stem.ImageNet, 64, 3, Norm.Batch, 32),
        ["ResNet101"] = (() => new ResNet101(), Backbone.ResNet101, Stem.ImageNet, 64, 3, Norm.Batch, 32),
        ["SmallResNet18"] = (() => new SmallResNet18(), Backbone.ResNet18, Stem.Small, 64, 1, Norm.Batch, 32),
        ["SmallResNet34"] = (() => new SmallResNet34(), Backbone.ResNet34, Stem.Small, 64, 1, Norm.Batch, 32),
        ["SmallResNet50"] = (() => new SmallResNet50(), Backbone.ResNet50, Stem.Small, 64, 1, Norm.Batch, 32),
        ["SmallResNet101"] = (() => new SmallResNet101(), Backbone.ResNet101, Stem.Small, 64, 1, Norm.Batch, 32),
        ["GroupedResNet18"] = (() => new GroupedResNet18(), Backbone.ResNet18, Stem.ImageNet, 64, 3, Norm.Group, 16),
        ["LayeredResNet50"] = (() => new LayeredResNet50(), Backbone.ResNet50, Stem.ImageNet, 32, 3, Norm.Layer, 32),
        ["PlainResNet18"] = (() => new PlainResNet18(), Backbone.ResNet18, Stem.ImageNet, 64, 3, Norm.None, 32),
        ["NarrowResNet18"] = (() => new NarrowResNet18(), Backbone.ResNet18, Stem.ImageNet, 16, 3, Norm.Batch, 32),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Backbone_Built_HasTheParametersAndTheOutputOfTheCatalogue(string name)
    {
        using var scope = NewDisposeScope();
        var encoder = Encoders[name];
        using var module = encoder.Create();
        var layers = Layers(name, 64);

        module.parameters().Sum(parameter => parameter.numel()).Should().Be(layers.Sum(layer => layer.Parameters));
        module.eval();
        using var noGrad = no_grad();
        module.call(zeros(2, encoder.Channels, 64, 64)).shape.Should().Equal(2, layers[^1].Output.Channels);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backbone_SmallestImage_IsAccepted(string name)
    {
        using var scope = NewDisposeScope();
        var encoder = Encoders[name];
        using var module = encoder.Create();
        var smallest = LayerChain.MinimumInput(Layers(name, 64), encoder.Channels);

        module.eval();
        using var noGrad = no_grad();
        smallest.Should().BePositive();
        module
            .call(zeros(1, encoder.Channels, smallest, smallest))
            .shape.Should()
            .Equal(1, Layers(name, 64)[^1].Output.Channels);
    }

    /// <summary>Every stage by itself: a fault in the middle must not be hidden by the pooling at the end.</summary>
    [Theory]
    [InlineData("ResNet18", 33)]
    [InlineData("ResNet50", 64)]
    [InlineData("SmallResNet18", 28)]
    [InlineData("SmallResNet50", 7)]
    public void Backbone_EveryLayer_HasTheShapeOfTheCatalogue(string name, int size)
    {
        using var scope = NewDisposeScope();
        using var module = Encoders[name].Create();
        module.eval();
        using var noGrad = no_grad();
        var children = module
            .named_children()
            .ToDictionary(child => child.name, child => (nn.Module<Tensor, Tensor>)child.module);
        var x = zeros(1, Encoders[name].Channels, size, size);
        foreach (var layer in Layers(name, size))
        {
            x = layer.Name switch
            {
                "relu" => x.relu(),
                "avgpool" => x.mean([2L, 3L]),
                "maxpool" when !children.ContainsKey("maxpool") => nn.functional.max_pool2d(x, 3, 2, 1),
                _ => children[layer.Name].call(x),
            };
            x.shape.Should().Equal(Shape(layer.Output), layer.Name);
        }
    }

    [Theory]
    [InlineData("ResNet18", 2, new[] { 2, 2, 2, 2 })]
    [InlineData("ResNet34", 2, new[] { 3, 4, 6, 3 })]
    [InlineData("ResNet50", 3, new[] { 3, 4, 6, 3 })]
    [InlineData("ResNet101", 3, new[] { 3, 4, 23, 3 })]
    [InlineData("GroupedResNet18", 2, new[] { 2, 2, 2, 2 })]
    public void Backbone_StateDict_HasTorchvisionsKeys(string name, int convolutions, int[] blocks)
    {
        using var module = Encoders[name].Create();

        module
            .state_dict()
            .Keys.Should()
            .BeEquivalentTo(TorchvisionKeys(convolutions, blocks, hasStatistics: Encoders[name].Norm == Norm.Batch));
    }

    private static EquatableArray<NamedLayer> Layers(string name, int size)
    {
        var (_, backbone, stem, width, channels, norm, groups) = Encoders[name];
        return BackboneCatalogue.Layers(
            new ResNetForm(backbone, stem, width, new BlockSettings(norm, groups, ZeroInitResidual: false)),
            channels,
            size
        );
    }

    private static long[] Shape(FeatureShape shape) =>
        shape.IsVector ? [1, shape.Channels] : [1, shape.Channels, shape.Height, shape.Width];

    /// <summary>
    /// The keys of torchvision's ResNets without their classifier; basic blocks of the first stage have no shortcut of
    /// their own.
    /// </summary>
    private static IEnumerable<string> TorchvisionKeys(int convolutions, int[] blocks, bool hasStatistics)
    {
        var keys = new List<string> { "conv1.weight" };
        AddNorm("bn1");
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            for (var block = 0; block < blocks[stage]; block++)
            {
                var prefix = $"layer{stage + 1}.{block}.";
                for (var convolution = 1; convolution <= convolutions; convolution++)
                {
                    keys.Add($"{prefix}conv{convolution}.weight");
                    AddNorm($"{prefix}bn{convolution}");
                }

                if (block == 0 && (stage > 0 || convolutions == 3))
                {
                    keys.Add(prefix + "downsample.0.weight");
                    AddNorm(prefix + "downsample.1");
                }
            }
        }

        return keys;

        void AddNorm(string name)
        {
            keys.Add(name + ".weight");
            keys.Add(name + ".bias");
            if (hasStatistics)
            {
                keys.Add(name + ".running_mean");
                keys.Add(name + ".running_var");
                keys.Add(name + ".num_batches_tracked");
            }
        }
    }
}
