using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class ViewDrawsTests
{
    private static readonly int[] Samples = [7, 3, 11];

    private static ViewDraws Sample(long seed = 1, int epoch = 0, int[]? samples = null) =>
        ViewDraws.Sample(new RandomSource(seed), new Batch(epoch, 0, samples ?? Samples), 2, 6, torch.CPU);

    [Fact]
    public void Sample_Batch_HoldsEachPlacesNumbers()
    {
        var draws = Sample(epoch: 5);
        draws.Views.Should().Be(2);
        draws.Values.shape.Should().Equal(2, 6, 3);
        var expected = new float[6];
        for (var view = 0; view < 2; view++)
        {
            for (var i = 0; i < Samples.Length; i++)
            {
                new RandomSource(1).Fill(RandomStream.Views, 5, Samples[i], view, expected);
                for (var draw = 0; draw < 6; draw++)
                {
                    draws[view].Uniform(draw).Values()[i].Should().Be(expected[draw]);
                }
            }
        }
    }

    [Fact]
    public void Sample_OtherCompanions_GivesASampleTheSameNumbers()
    {
        var alone = Sample(samples: [3])[1].Values.Values();
        Sample()[1].Values.narrow(1, 1, 1).Values().Should().Equal(alone);
    }

    [Fact]
    public void Sample_OtherSeedEpochOrView_GivesOtherNumbers()
    {
        var first = Sample()[0].Values.Values();
        Sample()[0].Values.Values().Should().Equal(first);
        Sample()[1].Values.Values().Should().NotIntersectWith(first);
        Sample(seed: 2)[0].Values.Values().Should().NotIntersectWith(first);
        Sample(epoch: 1)[0].Values.Values().Should().NotIntersectWith(first);
    }

    [Fact]
    public void Sample_NoDraws_IsAllowed() =>
        ViewDraws.Sample(new RandomSource(1), new Batch(0, 0, Samples), 1, 0, torch.CPU)[0].Count.Should().Be(0);

    [Fact]
    public void Indexer_NoSuchView_SaysHowManyThereAre()
    {
        var act = () => Sample()[2];
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*View 2*for 2*");
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(2, 3)]
    [InlineData(4, 1)]
    public void Joint_EachColumn_IsOneViewOfOneSample(int firstView, int count)
    {
        using var scope = torch.NewDisposeScope();
        var draws = ViewDraws.Sample(new RandomSource(1), new Batch(2, 0, Samples), 5, 6, torch.CPU);

        var joint = draws.Joint(firstView, count);

        (joint.Count, joint.Samples).Should().Be((6, Samples.Length * count));
        for (var draw = 0; draw < 6; draw++)
        {
            var expected = Samples.SelectMany(
                (_, n) => Enumerable.Range(firstView, count).Select(view => draws[view].Uniform(draw).Values()[n])
            );
            joint.Uniform(draw).Values().Should().Equal(expected);
        }
    }

    [Fact]
    public void Joint_OtherCompanions_GivesASampleTheSameNumbers()
    {
        using var scope = torch.NewDisposeScope();
        var alone = Sample(samples: [3]).Joint(0, 2).Values;
        Sample().Joint(0, 2).Values.narrow(1, 2, 2).ShouldEqual(alone);
    }

    [Fact]
    public void Joint_NoDraws_IsAllowed() =>
        ViewDraws
            .Sample(new RandomSource(1), new Batch(0, 0, Samples), 2, 0, torch.CPU)
            .Joint(0, 2)
            .Values.shape.Should()
            .Equal(0, 6);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, 1)]
    public void Joint_NoSuchViews_SaysHowManyThereAre(int firstView, int count)
    {
        var act = () => Sample().Joint(firstView, count);
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"*{count} views from {firstView} on*for 2*");
    }

    [Fact]
    public void TransformDraws_OfOneView_AreItsNumbers()
    {
        using var images = torch.zeros(3, 1, 2, 2);

        TransformDraws
            .Sample(new RandomSource(1), new Batch(0, 0, Samples), view: 1, 6, images)
            .Values.Values()
            .Should()
            .Equal(Sample()[1].Values.Values());
        TransformDraws
            .Sample(new RandomSource(1), new Batch(0, 0, Samples), view: 1, 4, images)
            .Values.Values()
            .Should()
            .Equal(Sample()[1].Slice(0, 4).Values.Values());
    }

    [Fact]
    public void TransformDraws_OfSeveralImagesOfASample_AreThoseOfAsManyViews()
    {
        using var images = torch.zeros(6, 1, 2, 2);

        var draws = TransformDraws.Sample(new RandomSource(1), new Batch(0, 0, Samples), view: 0, 6, images);

        draws.Values.Values().Should().Equal(Sample().Joint(0, 2).Values.Values());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void TransformDraws_OfImagesThatAreNotTheBatchs_AreRefused(int count)
    {
        using var images = torch.zeros(count, 1, 2, 2);

        FluentActions
            .Invoking(() => TransformDraws.Sample(new RandomSource(1), new Batch(0, 0, Samples), view: 0, 6, images))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage($"A batch of 3 samples*these are {count} images.*");
    }
}
