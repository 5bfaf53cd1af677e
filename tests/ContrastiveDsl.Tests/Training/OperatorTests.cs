using ContrastiveDsl.Data;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.State;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>
/// Which operators a step runs. The recorder sees all threads, hence no other test may run meanwhile.
/// </summary>
public sealed class OperatorTests
{
    [RecorderTheory]
    [InlineData("sgd")]
    [InlineData("sgd-nesterov")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Step_MoreLayers_RunsTheSameOperators(string kind)
    {
        var few = OperatorsOfStep(kind, layers: 2);
        var many = OperatorsOfStep(kind, layers: 12);

        many.Should().Equal(few);
        few.Should().NotBeEmpty();
        HiddenWaits.Among(few).Should().BeEmpty();
    }

    [RecorderTheory]
    [InlineData("lars")]
    [InlineData("lars-sum-of-norms")]
    public void Step_LarsWithMoreLayers_AddsNormsAndScalingsOnly(string kind)
    {
        var few = OperatorsOfStep(kind, layers: 2);
        var many = OperatorsOfStep(kind, layers: 12);

        HiddenWaits.Among(many).Should().BeEmpty();
        many.Count(name => name == "aten::norm")
            .Should()
            .Be(6 * few.Count(name => name == "aten::norm"))
            .And.BeGreaterThan(0);
        many.Count(name => name == "aten::mul_").Should().Be(few.Count(name => name == "aten::mul_") + 10);
        many.Distinct().Should().BeEquivalentTo(few.Distinct());
    }

    [RecorderFact]
    public void CompleteStep_WithoutADisplay_WaitsForNothing()
    {
        using var scope = NewDisposeScope();
        using var run = TrainingRun.Start("Tiny", new RunSettings { BatchSize = 8 });
        run.Begin(10);
        var loss = full(Array.Empty<long>(), 1.0);
        using var recorder = new OperatorRecorder();

        run.CompleteStep(loss, 0.1);

        recorder.Operators.Should().Contain("aten::copy_").And.NotContain("aten::_to_copy");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }

    /// <summary>On a CPU memory is read without any operator; what the library reads shows all the same.</summary>
    [RecorderFact]
    public void ReadBacks_OfTheLibrary_AreSeen()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { ["values"] = ones(2, 3), ["nothing"] = ones(0) };
        using var folder = new TempFolder();
        using var run = TrainingRun.Start("Tiny", new RunSettings { BatchSize = 8 }, new RecordingProgress());
        run.Begin(10);

        ReadBacks(() => SafetensorsWriter.Write(Path.Combine(folder.Path, "some.safetensors"), tensors)).Should().Be(1);
        ReadBacks(() => run.CompleteStep(full(Array.Empty<long>(), 1.0), 0.1))
            .Should()
            .Be(1, "the display reads the loss");

        static int ReadBacks(Action act)
        {
            using var recorder = new OperatorRecorder();
            act();
            return recorder.Operators.Count(name => name == "aten::item");
        }
    }

    [RecorderFact]
    public void Load_Batch_GathersOnceAndWaitsForNothing()
    {
        using var scope = NewDisposeScope();
        using var images = TinyExperiment.Images(20);
        using var recorder = new OperatorRecorder();

        images.Load(new Batch(0, 0, [3, 1, 2]));

        recorder.Operators.Should().NotContain("aten::contiguous").And.NotContain("aten::clone");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
        recorder.Operators.Count(name => name == "aten::index_select").Should().Be(1);
    }

    private static string[] OperatorsOfStep(string kind, int layers)
    {
        using var scope = NewDisposeScope();
        var net = nn.Sequential([
            .. Enumerable.Range(0, layers).Select(_ => (nn.Module<Tensor, Tensor>)nn.Linear(3, 3)),
        ]);
        using var set = new ParameterSet(net);
        using Optimizer optimizer = kind switch
        {
            "sgd" => new Sgd(set, 0.9, 1e-4),
            "sgd-nesterov" => new Sgd(set, 0.9, 1e-4, nesterov: true),
            "adam" => new Adam(set, weightDecay: 1e-4),
            "adamw" => new AdamW(set),
            "lars" => new Lars(set, weightDecay: 1e-4),
            _ => new Lars(set, weightDecay: 1e-4, dialect: LarsDialect.SumOfNorms),
        };
        using var recorder = new OperatorRecorder();
        optimizer.Step(0.1);
        net.Dispose();
        return [.. recorder.Operators];
    }
}
