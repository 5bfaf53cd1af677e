using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Every kind of experiment trains with every normalization.</summary>
public sealed class NormTests
{
    public static TheoryData<string> ExperimentNames => new(Declared.Select(found => found.Model.Type.Name));

    private static IEnumerable<ExperimentDefinition> Declared =>
        Experiments.All.Where(found => found.Model.Type.Qualified.Contains(".Norms.", StringComparison.Ordinal));

    [Fact]
    public void Kinds_WithEachNorm_AreDeclared()
    {
        var kinds = MatrixTests.KindNames.Where(kind => MethodProof.All[kind].TakesAnyNorm).ToArray();

        kinds.Should().AllSatisfy(kind => Norms(Declared, kind).Should().BeEquivalentTo([Norm.Group, Norm.Layer]));
        kinds
            .Should()
            .AllSatisfy(kind =>
                Norms(TrainingTests.Trained, kind).Should().Contain(Norm.Batch, "these train in other tests")
            );
    }

    [Theory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_FewSteps_HasFiniteLossesAndChangesEveryNetwork(string name)
    {
        var losses = new List<double>();
        IReadOnlyDictionary<string, byte[]> before = new Dictionary<string, byte[]>();

        using var trained = TrainingTests.Train(
            name,
            images: 128,
            epochs: 1,
            started: experiment => before = Bits.Of(experiment),
            stepped: (_, step) => losses.Add(step.ReadLoss())
        );

        losses.Should().HaveCount(2).And.OnlyContain(loss => double.IsFinite(loss));
        var after = Bits.Of(trained);
        var weights = before
            .Keys.Where(key => key.EndsWith(".weight", StringComparison.Ordinal))
            .Where(key => !key.StartsWith("optimizer", StringComparison.Ordinal))
            .ToArray();
        weights.Should().NotBeEmpty();
        var still = weights.Where(key => after[key].AsSpan().SequenceEqual(before[key]));
        still.Should().BeEmpty("training moves every one of them");
    }

    private static IEnumerable<Norm> Norms(IEnumerable<ExperimentDefinition> experiments, string kind) =>
        experiments
            .Where(found => found.Model.Method.Facts.Word == kind)
            .Select(found => found.Model.Encoder.Form)
            .OfType<BlockForm>()
            .Select(form => form.Blocks.Norm);
}
