using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export.Tests;

/// <summary>What stands before and behind the network, what the file says of itself, and what is refused.</summary>
public sealed class OptionsTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private static readonly double[] Mean = [0.485, 0.456, 0.406];
    private static readonly double[] Deviation = [0.229, 0.224, 0.225];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TinyEncoder encoder = new();
    private readonly Tensor bytes = randint(0, 256, [5, 16, 16, 3], ScalarType.Byte);

    public OptionsTests()
    {
        RandomState.Fill(encoder);
        encoder.eval();
    }

    /// <summary>The same pixels as training reads them: [N, C, H, W] in [0, 1].</summary>
    private Tensor Pixels => bytes.permute(0, 3, 1, 2).to(ScalarType.Float32).div(255.0).contiguous();

    private Tensor Expected => Features(Normalize.Apply(Pixels, Mean, Deviation));

    public void Dispose()
    {
        encoder.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Input_Unstated_IsBytesAsDecodersGiveThem()
    {
        using var runtime = Export(new OnnxOptions());

        var actual = runtime.Run(HostTensor.Read<byte>(bytes), 5, 16, 16, 3);

        Difference.Of(actual, Read(Expected)).Should().BeLessThan(Tolerance);
        runtime.InputShape.Should().Equal(null, 16, 16, 3);
        runtime.Metadata.Should().Contain("input", "uint8").And.Contain("layout", "NHWC");
    }

    [Fact]
    public void Input_OfNumbersFromZeroToOne_IsNormalizedInside()
    {
        using var runtime = Export(new OnnxOptions { Input = OnnxInput.Unit });

        var actual = runtime.Run(Read(Pixels), 5, 3, 16, 16);

        Difference.Of(actual, Read(Expected)).Should().BeLessThan(Tolerance);
        runtime.Metadata.Should().Contain("input", "float").And.Contain("layout", "NCHW");
    }

    [Fact]
    public void Input_Normalized_IsTakenAsItIs()
    {
        using var runtime = Export(new OnnxOptions { Input = OnnxInput.Normalized });

        var actual = runtime.Run(Read(Normalize.Apply(Pixels, Mean, Deviation)), 5, 3, 16, 16);

        Difference.Of(actual, Read(Expected)).Should().BeLessThan(Tolerance);
        runtime.Metadata.Should().Contain("input", "normalized").And.Contain("layout", "NCHW");
    }

    [Fact]
    public void Family_WithoutNormalize_LeavesTheNumbers()
    {
        using var runtime = Export(new OnnxOptions(), typeof(PlainViews));

        var actual = runtime.Run(HostTensor.Read<byte>(bytes), 5, 16, 16, 3);

        Difference.Of(actual, Read(Features(Pixels))).Should().BeLessThan(Tolerance);
        runtime.Metadata.Keys.Should().NotContain(["mean", "std"]);
    }

    [Fact]
    public void UnitLength_Asked_DividesEveryRowByItsLength()
    {
        using var runtime = Export(new OnnxOptions { UnitLength = true });

        var actual = runtime.Run(HostTensor.Read<byte>(bytes), 5, 16, 16, 3);

        var lengths = linalg.vector_norm(Expected, 2, [1], keepdim: true);
        Difference.Of(actual, Read(Expected.div(lengths))).Should().BeLessThan(Tolerance);
        runtime.Metadata.Should().Contain("unit_length", "true");
    }

    [Fact]
    public void UnitLength_OfZeros_IsZeros()
    {
        using (no_grad())
        {
            encoder.get_parameter("bn1.weight")!.zero_();
            encoder.get_parameter("bn1.bias")!.zero_();
        }

        using var runtime = Export(new OnnxOptions { UnitLength = true });

        runtime.Run(HostTensor.Read<byte>(bytes), 5, 16, 16, 3).Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void Metadata_OfAModel_SaysWhatItIs()
    {
        using var runtime = Export(new OnnxOptions());

        runtime.Producer.Should().Be("ContrastiveDsl");
        runtime
            .Metadata.Should()
            .Equal(
                new Dictionary<string, string>
                {
                    ["experiment"] = "ContrastiveDsl.Export.Tests.TinySimClr",
                    ["method"] = "SimCLR",
                    ["declaration"] = Fingerprint.Of(Model(typeof(ColorViews))),
                    ["part"] = "encoder",
                    ["channels"] = "3",
                    ["image_size"] = "16",
                    ["feature_size"] = "8",
                    ["mean"] = "0.485, 0.456, 0.406",
                    ["std"] = "0.229, 0.224, 0.225",
                    ["input"] = "uint8",
                    ["layout"] = "NHWC",
                    ["unit_length"] = "false",
                }
            );
    }

    [Fact]
    public void Images_OfAnotherSize_AreRefusedByTheRuntime()
    {
        using var runtime = Export(new OnnxOptions());

        var run = () => runtime.Run(new byte[20 * 20 * 3], 1, 20, 20, 3);

        run.Should().Throw<OnnxRuntimeException>();
    }

    [Fact]
    public void SameWeights_Twice_GiveTheSameBytes()
    {
        var first = Runtime.Bytes(OnnxModel.Of(Model(typeof(ColorViews)), new OnnxOptions(), State));

        Runtime.Bytes(OnnxModel.Of(Model(typeof(ColorViews)), new OnnxOptions(), State)).Should().Equal(first);
    }

    [Fact]
    public void CustomEncoder_ToOnnx_IsRefusedWithTheReason()
    {
        var export = () => OnnxModel.Of(Declared.Experiment(typeof(CustomEncoder)), new OnnxOptions(), State);

        export.Should().Throw<NotSupportedException>().WithMessage("'CustomEncoder' is a custom module: only layers*");
    }

    [Fact]
    public void CustomHead_ToOnnx_IsRefusedOnlyWhereItIsExported()
    {
        var model = Declared.Experiment(typeof(TinyEncoder), typeof(CustomHead));
        var both = () => OnnxModel.Of(model, new OnnxOptions { Part = ExportedPart.EncoderAndProjector }, State);

        both.Should().Throw<NotSupportedException>().WithMessage("'CustomHead' is a custom module: only layers*");
        OnnxModel.Of(model, new OnnxOptions(), State).Length.Should().BePositive();
    }

    [Fact]
    public void Weights_ThatLackAKey_AreRefusedByName()
    {
        var state = encoder.state_dict();
        state.Remove("bn1.running_mean");

        Export(state).Should().Throw<StateException>().WithMessage("*encoder lack 'bn1.running_mean'*");
    }

    [Fact]
    public void Weights_WithAKeyTooMany_AreRefusedByName()
    {
        var state = encoder.state_dict();
        state["conv2.weight"] = zeros(1);

        Export(state).Should().Throw<StateException>().WithMessage("*encoder hold 'conv2.weight'*");
    }

    [Fact]
    public void Weights_OfAnotherShape_AreRefusedWithBothShapes()
    {
        var state = encoder.state_dict();
        state["conv1.weight"] = zeros(8, 1, 3, 3);

        Export(state)
            .Should()
            .Throw<StateException>()
            .WithMessage(
                "'conv1.weight' of the encoder is Float32 [8, 1, 3, 3], but Float32 [8, 3, 3, 3] is declared*"
            );
    }

    [Fact]
    public void Model_LargerThanAFileCanBe_IsRefused()
    {
        var require = () => OnnxFormat.RequireSize(1L << 31);

        require.Should().Throw<NotSupportedException>().WithMessage("*2147483648 bytes*");
        OnnxFormat.RequireSize(int.MaxValue);
    }

    private static ExperimentModel Model(Type views) => Declared.Experiment(typeof(TinyEncoder), views: views);

    private static float[] Read(Tensor tensor) => HostTensor.Read<float>(tensor);

    private Action Export(Dictionary<string, Tensor> state) =>
        () => OnnxModel.Of(Model(typeof(ColorViews)), new OnnxOptions(), _ => state);

    private Runtime Export(OnnxOptions options, Type? views = null) =>
        new(OnnxModel.Of(Model(views ?? typeof(ColorViews)), options, State));

    private Dictionary<string, Tensor> State(string network) => encoder.state_dict();

    private Tensor Features(Tensor images)
    {
        using var noGrad = no_grad();
        return encoder.call(images);
    }
}
