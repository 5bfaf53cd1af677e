using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export.Tests;

/// <summary>Heads behind an encoder give in ONNX Runtime what they give in Torch.</summary>
public sealed class HeadTests
{
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, (Type Type, Func<nn.Module<Tensor, Tensor>> Create)> Heads = new()
    {
        ["Perceptron"] = (typeof(Perceptron), () => new Perceptron(TinyEncoder.FeatureSize)),
        ["GroupedPerceptron"] = (typeof(GroupedPerceptron), () => new GroupedPerceptron(TinyEncoder.FeatureSize)),
        ["LayeredPerceptron"] = (typeof(LayeredPerceptron), () => new LayeredPerceptron(TinyEncoder.FeatureSize)),
        ["PlainPerceptron"] = (typeof(PlainPerceptron), () => new PlainPerceptron(TinyEncoder.FeatureSize)),
        ["SimSiamPerceptron"] = (typeof(SimSiamPerceptron), () => new SimSiamPerceptron(TinyEncoder.FeatureSize)),
        ["DinoPerceptron"] = (typeof(DinoPerceptron), () => new DinoPerceptron(TinyEncoder.FeatureSize)),
        ["ListedHead"] = (typeof(ListedHead), () => new ListedHead(TinyEncoder.FeatureSize)),
    };

    public static TheoryData<string> Names => [.. Heads.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Head_BehindAnEncoder_GivesWhatItGivesInTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        manual_seed(11);
        var (type, create) = Heads[name];
        using var encoder = new TinyEncoder();
        using var head = create();
        RandomState.Fill(encoder);
        RandomState.Fill(head);
        encoder.eval();
        head.eval();
        var model = Declared.Experiment(typeof(TinyEncoder), type, typeof(PlainViews));
        var options = new OnnxOptions { Part = ExportedPart.EncoderAndProjector, Input = OnnxInput.Unit };
        var states = new Dictionary<string, Dictionary<string, Tensor>>
        {
            ["encoder"] = encoder.state_dict(),
            ["projector"] = head.state_dict(),
        };

        using var runtime = new Runtime(OnnxModel.Of(model, options, network => states[network]));
        var images = RandomState.Images(7, 3, 16);
        var actual = runtime.Run(HostTensor.Read<float>(images), 7, 3, 16, 16);

        var expected = HostTensor.Read<float>(head.call(encoder.call(images)));
        Difference.Of(actual, expected).Should().BeLessThan(Tolerance);
        Difference.BetweenRows(expected, 7).Should().BeGreaterThan(100 * Tolerance);
        runtime.OutputShape.Should().Equal(null, model.Projector.Output);
        runtime.Metadata["part"].Should().Be("encoder+projector");
    }

    [Fact]
    public void PatchHead_ByItself_GivesWhatItGivesInTorch()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        manual_seed(13);
        using var head = new JoinedPatches();
        RandomState.Fill(head);
        head.eval();
        var model = Declared.Head(typeof(JoinedPatches));
        var graph = new OnnxGraph();
        graph.Reserve("images", "embeddings");
        var weights = new OnnxWeights(graph, "head", head.state_dict());
        graph.AddTo("embeddings", "Identity", [new OnnxLayers(graph, weights).Apply(model.Layers, "images")]);
        weights.RequireAllUsed();
        var (input, output) = (
            OnnxFormat.Value("images", OnnxType.Float, [4, 6]),
            OnnxFormat.Value("embeddings", OnnxType.Float, [7])
        );

        using var runtime = new Runtime(OnnxFormat.Model(graph.ToMessage("head", input, output), "test", "1", []));
        var features = randn(3, 4, 6);
        var actual = runtime.Run(HostTensor.Read<float>(features), 3, 4, 6);

        Difference.Of(actual, HostTensor.Read<float>(head.call(features))).Should().BeLessThan(Tolerance);
    }
}
