using ContrastiveDsl.Data;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

/// <summary>
/// Which operators memory and losses run. The recorder sees all threads, hence no other test may run meanwhile.
/// </summary>
public sealed class MemoryOperatorTests
{
    [RecorderFact]
    public void MomentumUpdate_MoreLayers_RunsTwoOperatorsAGroup()
    {
        var few = OperatorsOfUpdate(layers: 2);
        OperatorsOfUpdate(layers: 12).Should().Equal(few);
        few.Where(name => name is "aten::mul_" or "aten::add_")
            .Should()
            .Equal("aten::mul_", "aten::add_", "aten::mul_", "aten::add_");
        HiddenWaits.Among(few).Should().BeEmpty();
    }

    [RecorderFact]
    public void WholeStep_OfEveryLossAndMemory_WaitsForNothing()
    {
        using var scope = NewDisposeScope();
        using var queue = new NegativeQueue(10, 4, new RandomSource(1), CPU);
        var (p, q) = (Numbers.Random(1, 6, 4).requires_grad_(), Numbers.Random(2, 6, 4).requires_grad_());
        var (k, l) = (Numbers.Random(3, 6, 4), Numbers.Random(4, 6, 4));
        using var recorder = new OperatorRecorder();

        var shuffle = BatchShuffle.Sample(new RandomSource(1), new Batch(0, 0, [5, 4, 3, 2, 1, 0]), CPU);
        var loss = InfoNce
            .Loss(p, shuffle.Undo(shuffle.Apply(k)), queue.Keys, 0.2)
            .add(MoCoV3.Loss(p, k, 0.2))
            .add(Byol.Loss(p, k))
            .add(NegativeCosine.Loss(p, k))
            .add(Raft.Loss(p, q, k, l, 1, 1, RaftObjective.RunAway));
        loss.backward();
        queue.Enqueue(k);
        queue.Enqueue(k);

        recorder.Operators.Should().Contain("aten::logsumexp").And.Contain("aten::index_select");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }

    [RecorderTheory]
    [InlineData(5, 1L)]
    [InlineData(5, MemoryBank.DefaultCosinesAtOnce)]
    [InlineData(0, MemoryBank.DefaultCosinesAtOnce)]
    public void WholeStep_WithAMemoryBank_WaitsForNothing(int negatives, long cosinesAtOnce)
    {
        using var scope = NewDisposeScope();
        using var bank = new MemoryBank(4, new RandomSource(1), CPU) { CosinesAtOnce = cosinesAtOnce };
        using var partition = new Partition(0, CPU);
        bank.Prepare(9);
        var (image, patches) = (Numbers.Random(1, 3, 4).requires_grad_(), Numbers.Random(2, 3, 4).requires_grad_());
        using var recorder = new OperatorRecorder();

        for (var step = 0; step < 2; step++)
        {
            var batch = new Batch(0, step, [8, step, 3]);
            var draw =
                negatives == 0
                    ? bank.Draw(batch)
                    : bank.Draw(new RandomSource(1), batch, negatives, distinct: true, excludePositive: true);
            var (first, second) = (bank.Compare(patches, draw), bank.Compare(image, draw));
            var loss = MemorySoftmax
                .Loss(first.Positives, first.Negatives, 0.1)
                .add(MemorySoftmax.Loss(second.Positives, second.Negatives, 0.1));
            loss = loss.add(Nce.Loss(first.Positives, first.Negatives, partition.Noise(first, bank.Count, 0.1), 0.1));
            loss.backward();
            bank.Update(image, draw, 0.5);
        }

        recorder.Operators.Should().Contain("aten::mm").And.Contain("aten::index_copy_").And.Contain("aten::logsumexp");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }

    private static string[] OperatorsOfUpdate(int layers)
    {
        using var scope = NewDisposeScope();
        using var online = Layers(layers);
        using var target = Layers(layers);
        using var onlineSet = new ParameterSet(online);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        using var recorder = new OperatorRecorder();
        MomentumUpdate.Step(targetSet, onlineSet, 0.99);
        recorder.Dispose();
        return [.. recorder.Operators];
    }

    private static nn.Module<Tensor, Tensor> Layers(int count) =>
        nn.Sequential([.. Enumerable.Range(0, count).Select(_ => (nn.Module<Tensor, Tensor>)nn.Linear(3, 3))]);
}
