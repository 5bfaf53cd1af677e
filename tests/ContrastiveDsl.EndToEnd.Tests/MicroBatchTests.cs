using ContrastiveDsl.EndToEnd.Tests.MicroBatches;
using ContrastiveDsl.EndToEnd.Tests.Processes;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Experiments whose batch passes in micro-batches train as those whose batch passes at once.</summary>
public sealed class MicroBatchTests(MicroBatchTests.TrainedPairs trained) : IClassFixture<MicroBatchTests.TrainedPairs>
{
    private static readonly string[] Cached =
    [
        .. MethodCatalogue.All.Where(method => method.CachesGradients).Select(method => method.Word),
        .. MethodCatalogue.All.Where(method => method.HasLocalViews).Select(method => "Crop" + method.Word),
    ];

    public static TheoryData<string> Methods => new(Cached);

    /// <summary>In float64, in which sums of another order do not show.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Train_InMicroBatches_TakesTheStepsOfTheWholeBatch(string method)
    {
        Difference(method, TrainedExperiments.Gradients).Should().BeLessThan(1e-12);
        if (method != Words.Of<BarlowTwinsAttribute>())
        {
            // Barlow Twins divides by deviations of components, which are small here: rounding grows from step to step.
            Difference(method, TrainedExperiments.State).Should().BeLessThan(1e-12);
        }
    }

    private double Difference(string method, string what) =>
        TrainedWorlds.Difference(trained["Micro" + method + what], trained["Whole" + method + what]);

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
        StoppedTraining.ShouldEndAsIfNeverStopped(name, stop: 2);

    /// <summary>Trains all pairs, in a program of its own, once a test asks for one.</summary>
    public sealed class TrainedPairs : IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly Lazy<bool> isTrained;

        public TrainedPairs() => isTrained = new Lazy<bool>(Train);

        internal string this[string name] => isTrained.Value ? folder[name] : throw new InvalidOperationException();

        public void Dispose() => folder.Dispose();

        private bool Train()
        {
            var names = Cached.SelectMany(word => new[] { "Whole" + word, "Micro" + word });
            Launch.Run(Launch.None, 1, [TrainedExperiments.Verb, folder[string.Empty], .. names]).Succeeded();
            return true;
        }
    }
}
