using ContrastiveDsl.Language;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Catalogue.Tests;

/// <summary>
/// What the catalogue says of vision transformers is what Torch builds, and what is fixed in them stays fixed.
/// </summary>
public sealed class VisionTransformerTests : ScopedTests
{
    public static TheoryData<string> Names => [.. Encoders.Keys];

    private static readonly Dictionary<
        string,
        (Func<nn.Module<Tensor, Tensor>> Create, VisionTransformerForm Settings, int Channels, int ImageSize)
    > Encoders = new()
    {
        ["Small"] = (
            () => new SmallTransformer(),
            new VisionTransformerForm(-1, 16, 384, 12, 12, 1536, Positions.Learned, false),
            3,
            224
        ),
        ["Base"] = (
            () => new BaseTransformer(),
            new VisionTransformerForm(-1, 16, 768, 12, 12, 3072, Positions.Learned, false),
            3,
            224
        ),
        ["Tiny"] = (
            () => new TinyTransformer(),
            new VisionTransformerForm(-1, 7, 32, 2, 4, 48, Positions.Learned, false),
            1,
            28
        ),
        ["Fixed"] = (
            () => new FixedTransformer(),
            new VisionTransformerForm(-1, 7, 32, 2, 4, 128, Positions.SinCos, true),
            1,
            28
        ),
        ["Registers"] = (
            () => new RegisterTransformer(),
            new VisionTransformerForm(-1, 7, 32, 2, 4, 48, Positions.Learned, false) { Registers = 3 },
            1,
            28
        ),
        ["Mean"] = (
            () => new MeanTransformer(),
            new VisionTransformerForm(-1, 7, 32, 2, 4, 128, Positions.Learned, false)
            {
                Registers = 3,
                Pooling = TokenPooling.Mean,
            },
            1,
            28
        ),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Transformer_Built_HasTheParametersAndTheOutputOfTheCatalogue(string name)
    {
        using var scope = NewDisposeScope();
        var (create, settings, channels, imageSize) = Encoders[name];
        using var module = create();
        var layers = VisionTransformerCatalogue.Layers(settings, channels, imageSize);

        module
            .parameters()
            .Where(parameter => parameter.requires_grad)
            .Sum(parameter => parameter.numel())
            .Should()
            .Be(layers.Sum(layer => layer.Parameters));
        module.eval();
        using var noGrad = no_grad();
        module.call(zeros(2, channels, imageSize, imageSize)).shape.Should().Equal(2, layers[^1].Output.Channels);
    }

    /// <summary>The figure of torchvision's vit_b_16, less its classifier of 768 × 1000 + 1000.</summary>
    [Fact]
    public void Base_OfPatchesOf16_HasTorchvisionsParameters()
    {
        var (_, settings, channels, imageSize) = Encoders["Base"];

        VisionTransformerCatalogue
            .Layers(settings, channels, imageSize)
            .Sum(layer => layer.Parameters)
            .Should()
            .Be(86_567_656 - 769_000)
            .And.Be(85_798_656);
    }

    /// <summary>A register is a token like any other: all blocks attend to it, and none of it is the output.</summary>
    [Fact]
    public void Registers_OfATransformer_ChangeItsFeaturesAndAreNone()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var encoder = new RegisterTransformer();
        encoder.eval();
        var registers = encoder.get_parameter("register_tokens")!;
        registers.shape.Should().Equal(1, 3, 32);
        registers.abs().max().item<float>().Should().BeInRange(1e-7f, 1e-5f);
        var images = randn(2, 1, 28, 28);
        var before = encoder.call(images);

        registers.normal_(0, 1);

        var after = encoder.call(images);
        after.shape.Should().Equal(2, 32);
        after.sub(before).abs().max().item<float>().Should().BeGreaterThan(1e-3f);
    }

    [Theory]
    [InlineData("Registers")]
    [InlineData("Mean")]
    public void Transformer_OfSmallerImages_TakesThemAll(string name)
    {
        using var scope = NewDisposeScope();
        using var module = Encoders[name].Create();

        var features = module.call(randn(2, 1, 14, 14));

        features.shape.Should().Equal(2, 32);
        features.square().sum().backward();
        module.get_parameter("register_tokens")!.grad!.abs().max().item<float>().Should().BeGreaterThan(0);
    }

    /// <summary>DINOv2's ViT-S/14 with four registers has four tokens of 384 more than without.</summary>
    [Fact]
    public void Registers_OfTheCatalogue_AreCounted()
    {
        var plain = new VisionTransformerForm(-1, 14, 384, 12, 6, 1536, Positions.Learned, false);
        Count(plain with { Registers = 4 }).Should().Be(Count(plain) + (4 * 384));

        static long Count(VisionTransformerForm form) =>
            VisionTransformerCatalogue.Layers(form, 3, 518).Sum(layer => layer.Parameters);
    }

    [Theory]
    [InlineData("Tiny")]
    [InlineData("Fixed")]
    [InlineData("Registers")]
    public void Transformer_EveryLayer_HasTheShapeOfTheCatalogue(string name)
    {
        using var scope = NewDisposeScope();
        var (create, settings, channels, imageSize) = Encoders[name];
        using var module = create();
        using var noGrad = no_grad();
        var modules = module.named_modules().ToDictionary(entry => entry.name, entry => entry.module);
        var x = zeros(3, channels, imageSize, imageSize);
        foreach (var layer in VisionTransformerCatalogue.Layers(settings, channels, imageSize))
        {
            x = layer.Name switch
            {
                "conv_proj" => Call(layer.Name).flatten(2).transpose(1, 2),
                "class_token" => cat([module.get_parameter("class_token")!.expand(3, -1, -1), x], 1),
                "encoder.pos_embedding" => Call("encoder"),
                "register_tokens" => cat([x, module.get_parameter("register_tokens")!.expand(3, -1, -1)], 1),
                "patches" => x.narrow(1, 0, x.shape[1] - 3),
                "output" => x.select(1, 0),
                _ => Call(layer.Name),
            };
            x.shape.Should()
                .Equal(
                    layer.Output.IsVector
                        ? [3L, layer.Output.Channels]
                        : [3L, layer.Output.Tokens, layer.Output.Channels],
                    layer.Name
                );
        }

        Tensor Call(string key) => ((nn.Module<Tensor, Tensor>)modules[key]).call(x);
    }

    [Fact]
    public void SinCos_EveryPatch_FollowsTheFormula()
    {
        const int side = 3;
        const int width = 16;
        using var scope = NewDisposeScope();

        var actual = PositionEmbedding.SinCos(side, width).data<float>().ToArray();

        actual.Length.Should().Be((1 + (side * side)) * width);
        actual.Take(width).Should().AllBeEquivalentTo(0f);
        for (var patch = 0; patch < side * side; patch++)
        {
            var expected = new double[width];
            for (var k = 0; k < width / 4; k++)
            {
                var frequency = Math.Pow(10_000, -k / (width / 4.0));
                expected[k] = Math.Sin(frequency * (patch / side));
                expected[(width / 4) + k] = Math.Cos(frequency * (patch / side));
                expected[(width / 2) + k] = Math.Sin(frequency * (patch % side));
                expected[(3 * width / 4) + k] = Math.Cos(frequency * (patch % side));
            }

            actual
                .Skip((patch + 1) * width)
                .Take(width)
                .Select(value => (double)value)
                .Should()
                .Equal(expected, (left, right) => Math.Abs(left - right) < 1e-6);
        }
    }

    [Fact]
    public void Fixed_OptimizerStep_MovesEverythingElse()
    {
        using var scope = NewDisposeScope();
        using var encoder = new FixedTransformer();
        using var parameters = new ParameterSet(encoder);
        using var optimizer = new AdamW(parameters, weightDecay: 0.1);
        var before = encoder.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

        encoder.call(randn(4, 1, 28, 28)).square().sum().backward();
        optimizer.Step(0.01);

        string[] fixedKeys = ["conv_proj.weight", "conv_proj.bias", "encoder.pos_embedding"];
        before.Keys.Should().Contain(fixedKeys);
        foreach (var (key, value) in encoder.state_dict())
        {
            var moved = value.sub(before[key]).abs().max().item<float>() > 0;
            moved.Should().Be(!fixedKeys.Contains(key), key);
        }
    }

    [Fact]
    public void Target_OfATransformerWithFixedParts_HasTheLayoutOfItsTrainedOnes()
    {
        using var scope = NewDisposeScope();
        using var online = new FixedTransformer();
        using var target = new FixedTransformer();
        using var trained = new ParameterSet(online);

        using var followed = ParameterSet.ForTarget(trained, target);

        followed
            .Weights.Layout.Select(place => (place.Name, place.Offset))
            .Should()
            .Equal(trained.Weights.Layout.Select(place => (place.Name, place.Offset)));
        followed
            .BiasAndNorm.Layout.Select(place => (place.Name, place.Offset))
            .Should()
            .Equal(trained.BiasAndNorm.Layout.Select(place => (place.Name, place.Offset)));
        target.parameters().Should().OnlyContain(parameter => !parameter.requires_grad);
    }

    [Theory]
    [InlineData("Tiny")]
    [InlineData("Fixed")]
    public void Transformer_MadeInADisposeScope_Outlives(string name)
    {
        using var scope = NewDisposeScope();
        var (create, _, channels, imageSize) = Encoders[name];
        nn.Module<Tensor, Tensor> module;
        using (NewDisposeScope())
        {
            module = create();
        }

        using (module)
        {
            module.parameters().Should().OnlyContain(parameter => !parameter.IsInvalid);
            module.call(zeros(1, channels, imageSize, imageSize)).shape.Should().Equal(1, 32);
        }
    }

    /// <summary>
    /// Moving to another type replaces parameters: a class token that the encoder no longer holds would fail here.
    /// </summary>
    [Theory]
    [InlineData("Tiny")]
    [InlineData("Fixed")]
    public void Transformer_InDoublePrecision_GivesWhatItGaveInSingle(string name)
    {
        using var scope = NewDisposeScope();
        var (create, _, channels, imageSize) = Encoders[name];
        using var module = create();
        using var noGrad = no_grad();
        var trained = module
            .named_parameters()
            .Where(entry => entry.parameter.requires_grad)
            .Select(entry => entry.name)
            .ToArray();
        var images = randn(2, channels, imageSize, imageSize);
        var single = module.call(images);

        module.to(ScalarType.Float64);

        module.call(images.to(ScalarType.Float64)).sub(single).abs().max().item<double>().Should().BeLessThan(1e-4);
        module
            .named_parameters()
            .Where(entry => entry.parameter.requires_grad)
            .Select(entry => entry.name)
            .Should()
            .Equal(trained);
    }

    /// <summary>
    /// The bounds of uniform draws, nearly reached by thousands of them, tell whose initialization it is.
    /// </summary>
    [Theory]
    [InlineData("Small", 0.0)]
    [InlineData("Fixed", 1e-6)]
    public void Transformer_FirstWeights_AreThoseOfItsAuthors(string name, double tokenDeviation)
    {
        using var scope = NewDisposeScope();
        var (create, settings, channels, _) = Encoders[name];
        using var module = create();
        using var noGrad = no_grad();
        var state = module.state_dict();
        var width = settings.Width;
        var attention = "encoder.layers.encoder_layer_0.self_attention.";

        Largest(attention + "in_proj_weight")
            .Should()
            .BeApproximately(Math.Sqrt(6.0 / ((settings.StartsAsMoCoV3 ? 2 : 4) * width)), 1e-3);
        Largest(attention + "out_proj.weight")
            .Should()
            .BeApproximately(settings.StartsAsMoCoV3 ? Math.Sqrt(3.0 / width) : Math.Sqrt(1.0 / width), 2e-3);
        Largest("encoder.layers.encoder_layer_1.mlp.0.weight")
            .Should()
            .BeApproximately(Math.Sqrt(6.0 / (width + settings.Mlp)), 2e-3);
        Largest("class_token").Should().BeInRange(tokenDeviation, 6 * tokenDeviation);
        var inputs = channels * settings.Patch * settings.Patch;
        if (settings.StartsAsMoCoV3)
        {
            Largest("conv_proj.weight").Should().BeApproximately(Math.Sqrt(6.0 / (inputs + width)), 2e-2);
        }
        else
        {
            state["conv_proj.weight"]
                .square()
                .mean()
                .to(ScalarType.Float64)
                .item<double>()
                .Should()
                .BeApproximately(1.0 / inputs, 0.05 / inputs);
            state["encoder.pos_embedding"]
                .square()
                .mean()
                .to(ScalarType.Float64)
                .item<double>()
                .Should()
                .BeApproximately(0.02 * 0.02, 2e-5);
        }

        double Largest(string key) => state[key].abs().max().to(ScalarType.Float64).item<double>();
    }
}
