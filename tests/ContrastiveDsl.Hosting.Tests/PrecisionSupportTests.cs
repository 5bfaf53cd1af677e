using System.Runtime.InteropServices;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What is said of bfloat16 where it is shown, slow or missing.</summary>
[Collection(nameof(TorchSharp))]
public sealed class PrecisionSupportTests
{
    private static readonly ExperimentModel Single = ModelBuilder.Clothes();
    private static readonly ExperimentModel Half = Single with
    {
        Training = Single.Training with { Precision = Precision.BFloat16 },
    };

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

    [Fact]
    public void Facts_OfMicroBatches_SayHowManyPass() =>
        Facts(Single with { Training = Single.Training with { BatchSize = 8192, MicroBatch = 256 } })["Micro-batches"]
            .Should()
            .Be("32 of 256 images pass one after the other, twice; the loss sees all 8,192");

    [Theory]
    [InlineData(2048, "4,096 × 4,096 floats, 64.0 MiB")]
    [InlineData(2049, "4,098 × 4,098 floats, in chunks of 16.0 MiB")]
    public void Facts_OfALargeBatch_SayThatSimilaritiesComeInChunks(int batch, string expected) =>
        Facts(Single with { Training = Single.Training with { BatchSize = batch } })["Similarities"]
            .Should()
            .Be(expected);

    [Theory]
    [InlineData(65_536, "256 × 65,536 floats, 64.0 MiB")]
    [InlineData(65_537, "256 × 65,537 floats, in chunks of 16.0 MiB")]
    public void Facts_OfALongQueue_SayThatSimilaritiesComeInChunks(int keys, string expected) =>
        Facts(
            Single with
            {
                Method = new MoCoModel(Symmetric: false) { Version = 2, Queue = new QueueModel(keys) },
                Loss = new InfoNceLossModel(ModelBuilder.Name("QueueLoss"), 0.2),
            }
        )["Similarities"]
            .Should()
            .Be(expected);

    [Theory]
    [InlineData(SupConForm.Out, "10,000 × 10,000 floats, in chunks of 16.0 MiB")]
    [InlineData(SupConForm.In, "10,000 × 10,000 floats, 381.5 MiB")]
    public void Facts_OfAFormWithoutChunks_SayThatSimilaritiesAreHeldAtOnce(SupConForm form, string expected) =>
        Facts(
            Single with
            {
                Method = new SupConModel(2),
                Loss = new SupConLossModel(ModelBuilder.Name("LabelLoss"), 0.1, 0.07, form),
                Training = Single.Training with { BatchSize = 5000 },
            }
        )["Similarities"]
            .Should()
            .Be(expected);

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
        PrecisionSupport.Caution(Single, device, multiplies).Should().BeNull();
    }

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
    public void Fingerprint_OfARun_SaysHowBFloat16IsMultiplied(Precision precision, bool isSaid)
    {
        var model = Single with { Training = Single.Training with { Precision = precision } };

        RunFingerprint.Of(new RunSettings(), model).Processor.Contains("bfloat16").Should().Be(isSaid);
    }

    private static Dictionary<string, string> Facts(ExperimentModel model) =>
        DescriptionRows
            .Facts(ExperimentDescription.Of(model))
            .Where(fact => fact.Name.Length > 0)
            .ToDictionary(fact => fact.Name, fact => fact.Value);
}
