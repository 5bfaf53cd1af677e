using System.Runtime.InteropServices;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What is said of bfloat16 where it is shown, slow or missing.</summary>
public sealed class PrecisionSupportTests
{
    private static readonly ExperimentModel Single = ModelBuilder.Clothes();
    private static readonly ExperimentModel Half = In(Precision.BFloat16);
    private static readonly ExperimentModel Rounded = In(Precision.TensorFloat32);

    [Fact]
    public void Facts_OfAnExperimentInBFloat16_SayWhatIsComputedInIt()
    {
        Facts(Half)["Precision"]
            .Should()
            .Be(
                "bfloat16 for convolutions, products and activations; float32 for weights, statistics, last layers and loss"
            );
        Facts(Single).Should().NotContainKey("Precision");
    }

    /// <summary>Beside its name the header has 67 columns of 80.</summary>
    [Theory]
    [InlineData(Precision.Float32, null)]
    [InlineData(Precision.BFloat16, "bfloat16")]
    [InlineData(Precision.TensorFloat32, "TensorFloat-32")]
    public void InShort_OfEveryPrecision_NamesItInALine(Precision precision, string? name)
    {
        var text = PrecisionText.InShort(precision);

        (text is null).Should().Be(name is null);
        (text ?? "").Should().StartWith(name ?? "");
        (text ?? "").Length.Should().BeLessThanOrEqualTo(67);
    }

    [Fact]
    public void Require_OnThisProcessor_IsMet() =>
        FluentActions.Invoking(() => PrecisionSupport.Require(Half, new RunSettings())).Should().NotThrow();

    [Fact]
    public void Require_DeviceThatCannotMultiply_SaysSoInASentence() =>
        FluentActions
            .Invoking(() =>
                PrecisionSupport.Require("cuda:1", () =>
                    throw new ExternalException("not implemented for 'BFloat16'\nat …")
                )
            )
            .Should()
            .Throw<NotSupportedException>()
            .WithMessage(
                "cuda:1 does not multiply in bfloat16 (not implemented for 'BFloat16'): train on another device, or with Precision.Float32."
            );

    [Theory]
    [InlineData(DeviceType.CPU, false, true)]
    [InlineData(DeviceType.CPU, true, false)]
    [InlineData(DeviceType.CUDA, false, false)]
    public void Caution_IsForAProcessorThatEmulates(DeviceType device, bool multiplies, bool isCautioned)
    {
        (PrecisionSupport.Caution(Half, device, multiplies) is not null).Should().Be(isCautioned);
        (PrecisionSupport.Caution(Rounded, device, multiplies) is not null).Should().Be(device == DeviceType.CPU);
        PrecisionSupport.Caution(Single, device, multiplies).Should().BeNull();
    }

    [Fact]
    public void Facts_OfAnExperimentInTensorFloat32_SayWhereItRounds() =>
        Facts(Rounded)["Precision"]
            .Should()
            .Be("float32; NVIDIA GPUs from Ampere on round the factors of convolutions and products to TensorFloat-32");

    [Theory]
    [InlineData(6, ~0, ~0, false)]
    [InlineData(7, 0, 0, false)]
    [InlineData(7, 1 << 5, 0, true)]
    [InlineData(7, 0, 1 << 22, true)]
    [InlineData(7, ~(1 << 5), ~(1 << 22), false)]
    public void Multiplies_OfAProcessor_AsksForAvx512AndAmx(int leaves, int avx, int amx, bool expected) =>
        Processor
            .Multiplies(
                (leaf, part) =>
                    leaf == 0 ? (leaves, 0, 0, 0)
                    : part == 1 ? (avx, 0, 0, 0)
                    : (0, 0, 0, amx)
            )
            .Should()
            .Be(expected);

    [Theory]
    [InlineData(Precision.Float32, false)]
    [InlineData(Precision.BFloat16, true)]
    [InlineData(Precision.TensorFloat32, false)]
    public void Fingerprint_OfARun_SaysHowBFloat16IsMultiplied(Precision precision, bool isSaid) =>
        RunFingerprint.Of(new RunSettings(), In(precision)).Processor.Contains("bfloat16").Should().Be(isSaid);

    private static ExperimentModel In(Precision precision) =>
        Single with
        {
            Training = Single.Training with { Precision = precision },
        };

    private static Dictionary<string, string> Facts(ExperimentModel model) =>
        DescriptionRows
            .Facts(ExperimentDescription.Of(model))
            .Where(fact => fact.Name.Length > 0)
            .ToDictionary(fact => fact.Name, fact => fact.Value);
}
