using ContrastiveDsl.EndToEnd.Tests.Precisions;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Every kind of experiment trains in bfloat16, and keeps what it learns in float32.</summary>
public sealed class PrecisionTests
{
    public static TheoryData<string> ExperimentNames => new(Declared.Select(found => found.Model.Type.Name));

    private static IEnumerable<ExperimentDefinition> Declared =>
        Experiments.All.Where(found => found.Model.Training.Precision == Precision.BFloat16);

    [Fact]
    public void Kinds_InBFloat16_AreDeclared() =>
        Declared
            .Select(found => found.Model.Method.Facts.Word)
            .Distinct()
            .Should()
            .BeEquivalentTo(MatrixTests.KindNames);

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_FewSteps_MovesEveryWeightAndLeavesNoTensorAlive(string name)
    {
        var (losses, alive) = (new List<double>(), new List<long>());
        IReadOnlyDictionary<string, byte[]> before = new Dictionary<string, byte[]>();

        using var trained = TrainingTests.Train(
            name,
            images: 256,
            epochs: 1,
            started: experiment => before = Bits.Of(experiment),
            stepped: (_, step) =>
            {
                losses.Add(step.ReadLoss());
                alive.Add(torch.Tensor.TotalCount);
            }
        );

        losses.Should().HaveCount(4).And.OnlyContain(loss => double.IsFinite(loss));
        // What is read ahead lives for a while; at the end nothing is.
        alive[^1].Should().BeLessThanOrEqualTo(alive[1], "a step keeps no copies of weights");
        var after = Bits.Of(trained);
        var still = before
            .Keys.Where(key => key.EndsWith(".weight", StringComparison.Ordinal))
            .Where(key => !key.StartsWith("optimizer", StringComparison.Ordinal))
            .Where(key => after[key].AsSpan().SequenceEqual(before[key]));
        still.Should().BeEmpty("training moves every one of them");
        TypesOf(trained).Should().Equal([torch.ScalarType.Float32], "nothing that is kept is bfloat16");
    }

    /// <summary>The sums of two bfloat16 are rounded in the same places, whatever was before.</summary>
    [ImagesTheory]
    [InlineData(nameof(BFloat16MoCo))]
    [InlineData(nameof(BFloat16Byol))]
    [InlineData(nameof(BFloat16List))]
    public void Train_StoppedAndResumed_IsTheSameToTheBit(string name) =>
        StoppedTraining.ShouldEndAsIfNeverStopped(name, stop: 2);

    private static IEnumerable<torch.ScalarType> TypesOf(IExperiment experiment)
    {
        using var scope = torch.NewDisposeScope();
        var state = new State.StateWriter();
        experiment.Save(state);
        return state.Tensors.Select(entry => entry.Value.dtype).Where(torch.is_floating_point).Distinct().ToArray();
    }
}
