using ContrastiveDsl.EndToEnd.Tests.MicroBatches;
using ContrastiveDsl.EndToEnd.Tests.Processes;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Language;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Experiments whose batch passes in micro-batches train as those whose batch passes at once.</summary>
public sealed class MicroBatchTests(MicroBatchTests.TrainedPairs trained) : IClassFixture<MicroBatchTests.TrainedPairs>
{
    private static readonly string[] Passing =
    [
        .. MethodCatalogue
            .All.Where(method => method.CachesGradients || method.AccumulatesGradients)
            .Select(method => method.Word),
        .. MethodCatalogue.All.Where(method => method.HasLocalViews).Select(method => "Crop" + method.Word),
        "SplitMoCo",
    ];

    public static TheoryData<string> Methods => new(Passing);

    private static IEnumerable<string> Declared => Experiments.All.Select(found => found.Model.Type.Name);

    [Fact]
    public void Pairs_OfEveryMethodThatPassesInMicroBatches_AreDeclared() =>
        string.Join(", ", Passing.SelectMany(Pair).Except(Declared))
            .Should()
            .BeEmpty(
                "each of these is a class in MicroBatches/<Method>MicroBatches.cs of this project, Whole… and Micro… the same experiment, of which Micro… sets MicroBatch"
            );

    /// <summary>A pair of equals would be the same whatever micro-batches do.</summary>
    [Fact]
    public void Pairs_OfAMethod_DifferInMicroBatches() =>
        Experiments
            .All.Where(found => Passing.SelectMany(Pair).Contains(found.Model.Type.Name))
            .Where(found =>
                found.Model.Training.MicroBatch > 0
                != found.Model.Type.Name.StartsWith("Micro", StringComparison.Ordinal)
            )
            .Select(found => found.Model.Type.Name)
            .Should()
            .BeEmpty("Micro… sets MicroBatch, and Whole… does not");

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

    private static string[] Pair(string word) => ["Whole" + word, "Micro" + word];

    private double Difference(string method, string what) =>
        TrainedWorlds.Difference(trained["Micro" + method + what], trained["Whole" + method + what]);

    /// <summary>Losses and signs of a collapse are about the images of all micro-batches.</summary>
    [ImagesTheory]
    [InlineData("Mae")]
    [InlineData("MoCo")]
    public void Train_InMicroBatches_ReportsTheWholeBatch(string method)
    {
        var (whole, micro) = (Reported("Whole" + method), Reported("Micro" + method));

        micro.Losses.Should().HaveCount(4);
        micro.Losses.Zip(whole.Losses, (found, expected) => Math.Abs(found - expected)).Max().Should().BeLessThan(1e-4);
        var (found, expected) = (micro.Figures!, whole.Figures!);
        found.Deviation.Should().BeApproximately(expected.Deviation, 1e-4).And.BePositive();
        found.MaximumRank.Should().Be(expected.MaximumRank);
        found.PositiveSimilarity.Should().BeApproximately(expected.PositiveSimilarity!.Value, 1e-4);
        found.NegativeSimilarity.Should().BeApproximately(expected.NegativeSimilarity, 1e-4);
    }

    [ImagesTheory]
    [InlineData(nameof(MicroSplitSimClr))]
    [InlineData(nameof(MicroBFloat16Mae))]
    [InlineData(nameof(MicroSplitMoCo))]
    [InlineData(nameof(MicroDistill))]
    public void Train_InMicroBatches_LeavesNoTensorAlive(string name)
    {
        Garbage.Collect();
        var alive = new List<long>();

        using var trained = TrainingTests.Train(name, images: 256, epochs: 1, stepped: (_, _) =>
            alive.Add(torch.Tensor.TotalCount)
        );

        alive.Should().HaveCount(4);
        alive.Skip(1).Distinct().Should().ContainSingle();
    }

    [ImagesTheory]
    [InlineData(nameof(MicroSplitSimClr))]
    [InlineData(nameof(MicroMoCoV3))]
    [InlineData(nameof(MicroBFloat16Mae))]
    [InlineData(nameof(MicroSplitMoCo))]
    public void Train_StoppedAndResumed_IsTheSameToTheBit(string name) =>
        StoppedTraining.ShouldEndAsIfNeverStopped(name, stop: 2);

    private static (List<double> Losses, EmbeddingFigures? Figures) Reported(string name)
    {
        var losses = new List<double>();
        EmbeddingFigures? figures = null;
        using var trained = TrainingTests.Train(name, images: 256, epochs: 1, stepped: (_, step) =>
        {
            losses.Add(step.ReadLoss());
            figures = step.Figures;
        });
        return (losses, figures);
    }

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
            // What is missing fails a test of its own, not the rows of all methods.
            var names = Passing.SelectMany(Pair).Intersect(Declared);
            Launch.Run(Launch.None, 1, [TrainedExperiments.Verb, folder[string.Empty], .. names]).Succeeded();
            return true;
        }
    }
}
