using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export.Tests;

/// <summary>
/// Every encoder of the catalogue and every layer of the list form gives in ONNX Runtime what it gives in Torch.
/// </summary>
public sealed class EncoderTests
{
    private const double Tolerance = 1e-5;
    private static readonly int[] Batches = [1, 7];

    private static readonly Dictionary<string, (Type Type, Func<nn.Module<Tensor, Tensor>> Create)> Encoders = new()
    {
        ["ResNet18"] = (typeof(ResNet18), () => new ResNet18()),
        ["SmallResNet18"] = (typeof(SmallResNet18), () => new SmallResNet18()),
        ["ResNet34"] = (typeof(ResNet34), () => new ResNet34()),
        ["SmallResNet34"] = (typeof(SmallResNet34), () => new SmallResNet34()),
        ["ResNet50"] = (typeof(ResNet50), () => new ResNet50()),
        ["SmallResNet50"] = (typeof(SmallResNet50), () => new SmallResNet50()),
        ["ResNet101"] = (typeof(ResNet101), () => new ResNet101()),
        ["SmallResNet101"] = (typeof(SmallResNet101), () => new SmallResNet101()),
        ["GroupedResNet18"] = (typeof(GroupedResNet18), () => new GroupedResNet18()),
        ["LayeredResNet50"] = (typeof(LayeredResNet50), () => new LayeredResNet50()),
        ["PlainResNet18"] = (typeof(PlainResNet18), () => new PlainResNet18()),
        ["SplitResNet18"] = (typeof(SplitResNet18), () => new SplitResNet18()),
        ["ConvNeXtTiny"] = (typeof(ConvNeXtTiny), () => new ConvNeXtTiny()),
        ["SmallConvNeXt"] = (typeof(SmallConvNeXt), () => new SmallConvNeXt()),
        ["SmallTransformer"] = (typeof(SmallTransformer), () => new SmallTransformer()),
        ["TinyTransformer"] = (typeof(TinyTransformer), () => new TinyTransformer()),
        ["FixedTransformer"] = (typeof(FixedTransformer), () => new FixedTransformer()),
        ["MeanTransformer"] = (typeof(MeanTransformer), () => new MeanTransformer()),
        ["RegisterTransformer"] = (typeof(RegisterTransformer), () => new RegisterTransformer()),
        ["EveryLayer"] = (typeof(EveryLayer), () => new EveryLayer()),
        ["FiveChannels"] = (typeof(FiveChannels), () => new FiveChannels()),
        ["SplitStripes"] = (typeof(SplitStripes), () => new SplitStripes()),
        ["PixelsAlone"] = (typeof(PixelsAlone), () => new PixelsAlone()),
        ["MapNormAlone"] = (typeof(MapNormAlone), () => new MapNormAlone()),
        ["VectorNormAlone"] = (typeof(VectorNormAlone), () => new VectorNormAlone()),
        ["TinyEncoder"] = (typeof(TinyEncoder), () => new TinyEncoder()),
    };

    public static TheoryData<string> Names => [.. Encoders.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encoder_InOnnxRuntime_GivesWhatItGivesInTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        manual_seed(7);
        var (type, create) = Encoders[name];
        using var module = create();
        RandomState.Fill(module);
        module.eval();
        var model = Declared.Experiment(type);
        var (channels, side) = (model.Encoder.Channels, model.Encoder.ImageSize);
        var state = module.state_dict();

        using var runtime = new Runtime(OnnxModel.Of(model, new OnnxOptions { Input = OnnxInput.Unit }, _ => state));

        foreach (var batch in Batches)
        {
            var images = RandomState.Images(batch, channels, side);
            var expected = HostTensor.Read<float>(module.call(Normalize.Apply(images, [0.4], [0.3])));
            var actual = runtime.Run(HostTensor.Read<float>(images), batch, channels, side, side);

            Difference.Of(actual, expected).Should().BeLessThan(Tolerance);
            if (batch > 1)
            {
                Difference.BetweenRows(expected, batch).Should().BeGreaterThan(100 * Tolerance);
            }
        }

        runtime.InputShape.Should().Equal(null, channels, side, side);
        runtime.OutputShape.Should().Equal(null, model.Encoder.Features);
    }

    /// <summary>Of numbers this small a norm divides by what it adds to the variance, if by anything.</summary>
    [Theory]
    [InlineData("MapNormAlone")]
    [InlineData("VectorNormAlone")]
    [InlineData("TinyTransformer")]
    public void SmallNumbers_InFrontOfNorms_TellTheirEpsilons(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        manual_seed(17);
        var (type, create) = Encoders[name];
        using var module = create();
        RandomState.Fill(module);
        module.eval();
        var state = module.state_dict();
        string[] intoTokens = ["conv_proj", "class_token", "pos_embedding", "out_proj", "mlp.3"];
        foreach (var (_, value) in state.Where(entry => intoTokens.Any(entry.Key.Contains)))
        {
            value.mul_(1e-3);
        }

        var model = Declared.Experiment(type);
        var (channels, side) = (model.Encoder.Channels, model.Encoder.ImageSize);
        var options = new OnnxOptions { Input = OnnxInput.Normalized };
        using var runtime = new Runtime(OnnxModel.Of(model, options, _ => state));
        var images = RandomState.Images(7, channels, side).mul(3e-3);
        var actual = runtime.Run(HostTensor.Read<float>(images), 7, channels, side, side);

        Difference.Of(actual, HostTensor.Read<float>(module.call(images))).Should().BeLessThan(Tolerance);
    }

    /// <summary>A layer that is added to the language must come here too.</summary>
    [Fact]
    public void Cases_TogetherWithHeads_HaveEveryLayerOfTheLanguage()
    {
        var met = Encoders
            .Values.SelectMany(encoder => Declared.Experiment(encoder.Type).Encoder.Layers)
            .Concat(Declared.Head(typeof(JoinedPatches)).Layers)
            .Concat(Declared.Head(typeof(DinoPerceptron)).Layers)
            .SelectMany(layer => layer.Layer is StageLayer stage ? [stage, .. stage.Blocks] : new[] { layer.Layer })
            .Select(layer => layer.GetType())
            .Distinct();
        var all = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract);

        met.Should().BeEquivalentTo(all);
    }
}
