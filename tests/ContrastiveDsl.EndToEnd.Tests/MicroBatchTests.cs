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
    public void Train_StoppedAndResumed_IsTheSameToTheBit(string name)
    {
        using var folder = new TemporaryFolder();
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 2, batchSize: 64);
        using var images = RealImages.Train(128);
        using var whole = definition.Create(settings);
        using (var run = TrainingRun.Start(name, settings))
        {
            whole.Train(images, run);
        }

        settings = settings with { Output = folder["run"] };
        using (var stopped = definition.Create(settings))
        {
            TrainingRun? running = null;
            using var run = running = TrainingRun.Start(
                name,
                settings,
                new Listener(step =>
                {
                    if (step.Position.Step == 1)
                    {
                        running!.RequestStop();
                    }
                })
            );
            stopped.Train(images, run);
        }

        using var again = TrainingRun.Resume(folder["run"]);
        using var resumed = definition.Create(again.Settings);
        again.Restore(resumed).Should().NotBeNull();
        resumed.Train(images, again);
        Bits.ShouldEqual(Bits.Of(resumed), Bits.Of(whole));
    }

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
