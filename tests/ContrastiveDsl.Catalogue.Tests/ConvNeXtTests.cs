using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Catalogue.Tests;

/// <summary>What the catalogue says of ConvNeXts is what Torch builds.</summary>
public sealed class ConvNeXtTests : ScopedTests
{
    public static TheoryData<string> Names => [.. Encoders.Keys];

    private static readonly Dictionary<
        string,
        (Func<nn.Module<Tensor, Tensor>> Create, ConvNeXtForm Form, int Channels)
    > Encoders = new()
    {
        ["Tiny"] = (() => new ConvNeXtTiny(), new ConvNeXtForm(Backbone.ConvNeXtTiny, Stem.ImageNet, 96), 3),
        ["Small"] = (() => new ConvNeXtSmall(), new ConvNeXtForm(Backbone.ConvNeXtSmall, Stem.ImageNet, 96), 3),
        ["Narrow"] = (() => new NarrowConvNeXt(), new ConvNeXtForm(Backbone.ConvNeXtTiny, Stem.Small, 8), 1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ConvNeXt_Built_HasTheParametersAndTheOutputOfTheCatalogue(string name)
    {
        using var scope = NewDisposeScope();
        using var module = Encoders[name].Create();
        var layers = Layers(name, 64);

        module.parameters().Sum(parameter => parameter.numel()).Should().Be(layers.Sum(layer => layer.Parameters));
        module.eval();
        using var noGrad = no_grad();
        module.call(zeros(2, Encoders[name].Channels, 64, 64)).shape.Should().Equal(2, layers[^1].Output.Channels);
    }

    [Theory]
    [InlineData("Tiny")]
    [InlineData("Narrow")]
    public void ConvNeXt_SmallestImage_IsAcceptedAndASmallerOneIsNot(string name)
    {
        using var scope = NewDisposeScope();
        var (create, _, channels) = Encoders[name];
        using var module = create();
        var smallest = LayerChain.MinimumInput(Layers(name, 64), channels);

        using var noGrad = no_grad();
        module
            .call(zeros(1, channels, smallest, smallest))
            .shape.Should()
            .Equal(1, Layers(name, 64)[^1].Output.Channels);
        module
            .Invoking(called => called.call(zeros(1, channels, smallest - 1, smallest - 1)))
            .Should()
            .Throw<Exception>();
    }

    /// <summary>Every layer by itself: a fault in the middle must not be hidden by the pooling at the end.</summary>
    [Theory]
    [InlineData("Tiny", 66)]
    [InlineData("Narrow", 28)]
    public void ConvNeXt_EveryLayer_HasTheShapeOfTheCatalogue(string name, int size)
    {
        using var scope = NewDisposeScope();
        using var module = Encoders[name].Create();
        using var noGrad = no_grad();
        var modules = module.named_modules().ToDictionary(entry => entry.name, entry => entry.module);
        var x = zeros(1, Encoders[name].Channels, size, size);
        foreach (var layer in Layers(name, size))
        {
            x =
                layer.Layer is GlobalAveragePoolLayer
                    ? x.mean([2L, 3L])
                    : ((nn.Module<Tensor, Tensor>)modules[layer.Name]).call(x);
            x.shape.Should()
                .Equal(
                    layer.Output.IsVector
                        ? [1, layer.Output.Channels]
                        : [1, layer.Output.Channels, layer.Output.Height, layer.Output.Width],
                    layer.Name
                );
        }
    }

    [Theory]
    [InlineData("Tiny", new[] { 3, 3, 9, 3 })]
    [InlineData("Small", new[] { 3, 3, 27, 3 })]
    [InlineData("Narrow", new[] { 3, 3, 9, 3 })]
    public void ConvNeXt_StateDict_HasTorchvisionsKeys(string name, int[] blocks)
    {
        using var module = Encoders[name].Create();

        module.state_dict().Keys.Should().BeEquivalentTo(TorchvisionKeys(blocks));
    }

    /// <summary>
    /// A file of torchvision's, with its classifier, is an encoder's weights; what is saved is read again.
    /// </summary>
    [Fact]
    public void Weights_OfTorchvision_AreLoadedWithoutTheClassifier()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var folder = Directory.CreateTempSubdirectory("contrastive-").FullName;
        try
        {
            var file = Path.Combine(folder, "convnext.safetensors");
            using var saved = new NarrowConvNeXt();
            using var loaded = new NarrowConvNeXt();
            var state = saved.state_dict();
            state["classifier.2.weight"] = zeros(10, 64);
            state["classifier.2.bias"] = zeros(10);
            SafetensorsWriter.Write(file, state, null);

            var found = Weights.Load(loaded, file, "encoder");

            found.LeftOut.Should().Equal("classifier.2.bias", "classifier.2.weight");
            var images = randn(2, 1, 32, 32);
            loaded.call(images).sub(saved.call(images)).abs().max().item<float>().Should().Be(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Maps in either memory order, and single images as well as batches, give the same features.</summary>
    [Fact]
    public void ConvNeXt_OfImagesInAnyMemoryOrder_GivesTheSame()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = new ConvNeXtTiny();
        module.eval();
        var images = randn(2, 3, 64, 64);

        var last = module.call(images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));

        var first = module.call(images);
        last.sub(first).abs().max().item<float>().Should().BeLessThan(1e-5f);
        module.call(images[..1]).sub(first[..1]).abs().max().item<float>().Should().BeLessThan(1e-4f);
    }

    /// <summary>
    /// Moving to another type replaces parameters: a scale that a block no longer holds would fail here.
    /// </summary>
    [Fact]
    public void ConvNeXt_InDoublePrecision_GivesWhatItGaveInSingle()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = new NarrowConvNeXt();
        foreach (
            var scale in module
                .named_parameters()
                .Where(entry => entry.name.EndsWith("layer_scale", StringComparison.Ordinal))
        )
        {
            scale.parameter.normal_();
        }

        var images = randn(2, 1, 32, 32);
        var single = module.call(images);

        module.to(ScalarType.Float64);

        module.call(images.to(ScalarType.Float64)).sub(single).abs().max().item<double>().Should().BeLessThan(1e-4);
    }

    [Fact]
    public void ConvNeXt_MadeInADisposeScope_Outlives()
    {
        using var scope = NewDisposeScope();
        NarrowConvNeXt module;
        using (NewDisposeScope())
        {
            module = new NarrowConvNeXt();
        }

        using (module)
        {
            module.call(zeros(1, 1, 32, 32)).shape.Should().Equal(1, 64);
        }
    }

    [Fact]
    public void ConvNeXt_FirstConvolutions_AreThoseOfItsAuthors()
    {
        using var scope = NewDisposeScope();
        using var module = new ConvNeXtTiny();
        var state = module.state_dict();
        foreach (var key in new[] { "features.0.0", "features.2.1", "features.6.1" })
        {
            state[key + ".weight"]
                .square()
                .mean()
                .sqrt()
                .to(ScalarType.Float64)
                .item<double>()
                .Should()
                .BeApproximately(0.02, 0.001, key);
            state[key + ".bias"].abs().max().item<float>().Should().Be(0, key);
        }
    }

    private static EquatableArray<NamedLayer> Layers(string name, int size) =>
        ConvNeXtCatalogue.Layers(Encoders[name].Form, Encoders[name].Channels, size);

    /// <summary>The keys of torchvision's ConvNeXts without the last layer of their classifier.</summary>
    private static IEnumerable<string> TorchvisionKeys(int[] blocks)
    {
        var keys = new List<string>();
        Add("features.0.0", "features.0.1", "classifier.0");
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            if (stage > 0)
            {
                Add($"features.{2 * stage}.0", $"features.{2 * stage}.1");
            }

            for (var block = 0; block < blocks[stage]; block++)
            {
                var prefix = $"features.{(2 * stage) + 1}.{block}.";
                keys.Add(prefix + "layer_scale");
                Add(prefix + "block.0", prefix + "block.2", prefix + "block.3", prefix + "block.5");
            }
        }

        return keys;

        void Add(params string[] modules) =>
            keys.AddRange(modules.SelectMany(module => new[] { module + ".weight", module + ".bias" }));
    }
}
