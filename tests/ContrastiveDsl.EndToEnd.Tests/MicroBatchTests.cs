using System.Runtime.InteropServices;
using ContrastiveDsl.EndToEnd.Tests.MicroBatches;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Experiments whose batch passes in micro-batches train as those whose batch passes at once.</summary>
public sealed class MicroBatchTests
{
    public static TheoryData<string> Methods =>
        new(MethodCatalogue.All.Where(method => method.CachesGradients).Select(method => method.Word));

    [ImagesTheory]
    [MemberData(nameof(Methods))]
    public void Train_InMicroBatches_TakesTheStepsOfTheWholeBatch(string method)
    {
        var (wholeLosses, microLosses) = (new List<double>(), new List<double>());
        using var whole = Train("Whole" + method, wholeLosses);
        using var micro = Train("Micro" + method, microLosses);

        microLosses.Should().HaveCount(2);
        microLosses.Zip(wholeLosses).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        var (expected, actual) = (Bits.Of(whole), Bits.Of(micro));
        actual.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var key in expected.Keys.Where(key => key.EndsWith(".weight", StringComparison.Ordinal)))
        {
            Distance(actual[key], expected[key]).Should().BeLessThan(1e-4, key);
        }
    }

    [ImagesFact]
    public void Train_InMicroBatches_LeavesNoTensorAlive()
    {
        var alive = new List<long>();

        using var trained = TrainingTests.Train(nameof(MicroSplitSimClr), images: 256, epochs: 1, stepped: (_, _) =>
            alive.Add(torch.Tensor.TotalCount)
        );

        alive.Should().HaveCount(4);
        alive.Skip(1).Distinct().Should().ContainSingle();
    }

    [ImagesTheory]
    [InlineData(nameof(MicroSplitSimClr))]
    [InlineData(nameof(MicroMoCoV3))]
    public void Train_StoppedAndResumed_IsTheSameToTheBit(string name) =>
        StoppedTraining.ShouldEndAsIfNeverStopped(name, images: 128, stop: 1);

    private static IExperiment Train(string name, List<double> losses) =>
        TrainingTests.Train(name, images: 128, epochs: 1, stepped: (_, step) => losses.Add(step.ReadLoss()));

    private static double Distance(byte[] actual, byte[] expected)
    {
        var first = MemoryMarshal.Cast<byte, float>(actual);
        var second = MemoryMarshal.Cast<byte, float>(expected);
        var (difference, length) = (0.0, 0.0);
        for (var i = 0; i < second.Length; i++)
        {
            difference += Math.Pow(first[i] - (double)second[i], 2);
            length += Math.Pow(second[i], 2);
        }

        return Math.Sqrt(difference / Math.Max(length, 1e-12));
    }
}
