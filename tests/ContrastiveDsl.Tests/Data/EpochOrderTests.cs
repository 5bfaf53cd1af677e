using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Tests.Data;

public sealed class EpochOrderTests
{
    [Fact]
    public void Batches_Epoch_VisitsEveryImageAtMostOnceInWholeBatches()
    {
        var order = new EpochOrder(103, 10, new RandomSource(1));

        var batches = order.Batches(0).ToArray();

        order.StepsPerEpoch.Should().Be(10);
        batches.Should().HaveCount(10).And.OnlyContain(batch => batch.Samples.Length == 10 && batch.Epoch == 0);
        batches.Select(batch => batch.Index).Should().Equal(Enumerable.Range(0, 10));
        batches
            .SelectMany(batch => batch.Samples)
            .Should()
            .OnlyHaveUniqueItems()
            .And.OnlyContain(sample => sample >= 0 && sample < 103);
    }

    [Fact]
    public void Batches_TwoEpochs_DifferInOrderAndInWhatIsLeftOut()
    {
        var order = new EpochOrder(103, 10, new RandomSource(1));

        var first = Samples(order, 0);
        var second = Samples(order, 1);

        second.Should().NotEqual(first);
        second.Order().Should().NotEqual(first.Order());
    }

    [Fact]
    public void Batches_FromTheMiddle_AreTheRestOfTheSameEpoch()
    {
        var whole = new EpochOrder(64, 8, new RandomSource(5)).Batches(3).ToArray();

        var rest = new EpochOrder(64, 8, new RandomSource(5)).Batches(3, firstStep: 5).ToArray();

        rest.Should().HaveCount(3);
        rest[0].Index.Should().Be(5);
        rest.SelectMany(batch => batch.Samples).Should().Equal(whole[5..].SelectMany(batch => batch.Samples));
    }

    [Fact]
    public void Batches_AfterTheLastStep_AreNone()
    {
        new EpochOrder(64, 8, new RandomSource(5)).Batches(0, firstStep: 8).Should().BeEmpty();
    }

    [Fact]
    public void Constructor_FewerImagesThanABatch_NamesBoth()
    {
        var make = () => new EpochOrder(100, 256, new RandomSource(0));

        make.Should().Throw<ArgumentException>().WithMessage("*batch of 256*100 images*");
    }

    private static int[] Samples(EpochOrder order, int epoch) =>
        [.. order.Batches(epoch).SelectMany(batch => batch.Samples)];
}
