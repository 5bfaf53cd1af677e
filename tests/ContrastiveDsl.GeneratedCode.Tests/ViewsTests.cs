using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

public sealed class ViewsTests
{
    [Fact]
    public void View_OfEveryStep_HasTheSizeOfTheCrop()
    {
        using var scope = NewDisposeScope();
        var images = rand(4, 3, 20, 24);

        var view = EveryStep.Apply(images, new TransformDraws(rand(EveryStep.DrawCount, 4)));

        view.shape.Should().Equal(4, 3, 12, 12);
        view.isfinite().all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void View_FromTheSameDraws_IsTheSame()
    {
        using var scope = NewDisposeScope();
        var images = rand(4, 1, 8, 8);
        var draws = new TransformDraws(rand(StripesViews.DrawCount, 4));

        StripesViews.Apply(images, draws).IsSameAs(StripesViews.Apply(images, draws, 8)).Should().BeTrue();
        StripesViews
            .Apply(images, draws)
            .IsSameAs(StripesViews.Apply(images, new TransformDraws(rand(StripesViews.DrawCount, 4))))
            .Should()
            .BeFalse();
    }

    [Fact]
    public void View_OfOneSample_FollowsItsOwnDrawsOnly()
    {
        using var scope = NewDisposeScope();
        var images = rand(4, 1, 8, 8);
        var draws = rand(StripesViews.DrawCount, 4);

        var together = StripesViews.Apply(images, new TransformDraws(draws));
        var alone = StripesViews.Apply(images.narrow(0, 2, 1), new TransformDraws(draws.narrow(1, 2, 1).contiguous()));

        together.narrow(0, 2, 1).sub(alone).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void CleanImages_OfAFamily_AreNormalisedOnly()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 1, 8, 8);

        StripesViews.Clean(images).sub(images.sub(0.4).div(0.25)).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void Views_OfABatch_AreThoseOfItsPlace()
    {
        using var scope = NewDisposeScope();
        var images = rand(4, 1, 8, 8);
        var (random, batch) = (new RandomSource(7), new Batch(2, 0, [3, 1, 4, 0]));
        var draws = ViewDraws.Sample(random, batch, views: 2, StripesViews.DrawCount, CPU);
        var alive = scope.DisposablesCount;

        var (view0, view1) = StripesViews.Sample(images, random, batch, 8);

        scope.DisposablesCount.Should().Be(alive + 2);
        view0.IsSameAs(StripesViews.Apply(images, draws[0], 8)).Should().BeTrue();
        view1.IsSameAs(StripesViews.Apply(images, draws[1], 8)).Should().BeTrue();
        view1.IsSameAs(StripesViews.SampleView(images, random, batch, view: 1, 8)).Should().BeTrue();
        view1.IsSameAs(view0).Should().BeFalse();
    }

    [Fact]
    public void Views_OfSeveralImagesOfASample_HaveNumbersOfTheirOwn()
    {
        using var scope = NewDisposeScope();
        var patches = rand(8, 1, 8, 8);
        var (random, batch) = (new RandomSource(7), new Batch(2, 0, [3, 1, 4, 0]));
        var draws = ViewDraws.Sample(random, batch, views: 2, StripesViews.DrawCount, CPU, firstView: 2);

        var views = StripesViews.SampleView(patches, random, batch, view: 2, 8);

        views.IsSameAs(StripesViews.Apply(patches, draws.Joint(0, 2), 8)).Should().BeTrue();
    }
}
