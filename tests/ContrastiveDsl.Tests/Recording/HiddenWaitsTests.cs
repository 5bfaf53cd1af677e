using ContrastiveDsl.Data;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Recording;

/// <summary>
/// A read-back planted into a step is found. The recorder sees all threads, hence no other test may run meanwhile.
/// </summary>
public sealed class HiddenWaitsTests
{
    [RecorderTheory]
    [InlineData("ToSingle", "item > _local_scalar_dense")]
    [InlineData("ToBoolean", "_local_scalar_dense")]
    [InlineData("nonzero", "nonzero")]
    [InlineData("mask", "index > nonzero")]
    [InlineData("masked_select", "masked_select")]
    [InlineData("unique", "_unique2")]
    [InlineData("equal", "equal")]
    public void Among_StepWithAPlantedReadBack_NamesIt(string planted, string expected)
    {
        var waits = HiddenWaits.Among(OperatorsOfStep(loss => ReadBack(planted, loss)));

        waits.Should().Contain(found => found.Contains(expected));
    }

    [RecorderFact]
    public void Among_StepWithoutAReadBack_IsEmpty()
    {
        var operators = OperatorsOfStep(_ => { });

        operators.Should().Contain("aten::mse_loss").And.Contain("aten::addmm");
        HiddenWaits.Among(operators).Should().BeEmpty();
    }

    [Fact]
    public void Among_OperatorThatWaits_NamesTheFourBeforeIt() =>
        HiddenWaits
            .Among(["aten::a", "aten::b", "aten::c", "aten::d", "aten::item", "aten::e"])
            .Should()
            .Equal("a > b > c > d > item");

    private static void ReadBack(string planted, Tensor loss)
    {
        using var read = planted switch
        {
            "ToSingle" => (Tensor)loss.ToSingle(),
            "ToBoolean" => (Tensor)loss.gt(0).ToBoolean(),
            "nonzero" => loss.nonzero(),
            "mask" => loss.reshape(1)[loss.reshape(1).gt(0)],
            "masked_select" => loss.masked_select(loss.gt(0)),
            "unique" => loss.reshape(1).unique().output,
            _ => (Tensor)loss.Equals(loss.alias()),
        };
    }

    /// <summary>The operators of the second step of a small network.</summary>
    private static IReadOnlyList<string> OperatorsOfStep(Action<Tensor> beforeBackward)
    {
        using var scope = NewDisposeScope();
        using var images = TinyExperiment.Images(8);
        using var net = nn.Linear(images.Height * images.Width * images.Channels, 2);
        var batch = new Batch(0, 0, [3, 1, 2]);
        Step();
        using var recorder = new OperatorRecorder();
        Step();
        return recorder.Operators;

        void Step()
        {
            var loss = nn.functional.mse_loss(net.call(images.Load(batch).Pixels.flatten(1)), zeros(3, 2));
            beforeBackward(loss);
            loss.backward();
        }
    }
}
