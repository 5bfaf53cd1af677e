using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

/// <summary>What holds for every transform and for a family of all of them, as the generator chains them.</summary>
public sealed class WholeViewTests
{
    private const int DrawCount =
        RandomResizedCrop.DrawCount
        + RandomPhotometric.DrawCount
        + Posterize.DrawCount
        + Sharpness.DrawCount
        + AutoContrast.DrawCount
        + ColorJitter.DrawCount
        + RandomGrayscale.DrawCount
        + GaussianBlur.DrawCount
        + Solarize.DrawCount;

    private static readonly Dictionary<string, Func<Tensor, TransformDraws, Tensor>> Transforms = new()
    {
        ["crop"] = (x, draws) => RandomResizedCrop.Apply(x, draws, 10, flipProbability: 0.5),
        ["flip"] = (x, draws) => RandomHorizontalFlip.Apply(x, draws),
        ["jitter"] = (x, draws) => ColorJitter.Apply(x, draws, 0.8, 0.8, 0.8, 0.2, 0.8),
        ["jitter off"] = (x, draws) => ColorJitter.Apply(x, draws),
        ["jitter of hue"] = (x, draws) => ColorJitter.Apply(x, draws, hue: 0.2),
        ["grayscale"] = (x, draws) => RandomGrayscale.Apply(x, draws),
        ["blur"] = (x, draws) => GaussianBlur.Apply(x, draws, 7),
        ["blur of one pixel"] = (x, draws) => GaussianBlur.Apply(x, draws, 1),
        ["solarize"] = (x, draws) => Solarize.Apply(x, draws),
        ["posterize"] = (x, draws) => Posterize.Apply(x, draws),
        ["sharpness"] = (x, draws) => Sharpness.Apply(x, draws),
        ["automatic contrast"] = (x, draws) => AutoContrast.Apply(x, draws),
        ["photometric"] = (x, draws) => RandomPhotometric.Apply(x, draws),
        ["normalize"] = (x, _) => Normalize.Apply(x, [0.5], [0.2]),
        ["family"] = View,
    };

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var name in Transforms.Keys)
        {
            cases.Add(name, 1);
            cases.Add(name, 3);
        }

        return cases;
    }

    private static Tensor View(Tensor images, TransformDraws draws)
    {
        using var scope = NewDisposeScope();
        var x = RandomResizedCrop.Apply(images, draws.Slice(0, 5), 12, 0.3, flipProbability: 0.5);
        x = RandomPhotometric.Apply(x, draws.Slice(5, 4));
        x = Posterize.Apply(x, draws.Slice(9, 1));
        x = Sharpness.Apply(x, draws.Slice(10, 2));
        x = AutoContrast.Apply(x, draws.Slice(12, 1));
        x = ColorJitter.Apply(x, draws.Slice(13, 6), 0.8, 0.8, 0.8, 0.2, 0.8);
        x = RandomGrayscale.Apply(x, draws.Slice(19, 1));
        x = GaussianBlur.Apply(x, draws.Slice(20, 2), 3);
        x = Solarize.Apply(x, draws.Slice(22, 1));
        return Normalize.Apply(x, [0.5], [0.2]).MoveToOuterDisposeScope();
    }

    private static Tensor Replay(Tensor pool, long seed, int epoch, int view, params int[] samples)
    {
        var draws = ViewDraws.Sample(new RandomSource(seed), new Batch(epoch, 0, samples), 2, DrawCount, CPU)[view];
        return View(pool.index_select(0, Numbers.Longs(samples.Select(sample => (long)sample))), draws);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Transform_InsideAScope_LeavesOneTensorAndTheImages(string name, int channels)
    {
        var images = Numbers.Random(1, 4, channels, 12, 11);
        var before = images.Values();
        var draws = new TransformDraws(Numbers.Random(2, DrawCount, 4));
        using (var scope = NewDisposeScope())
        {
            var result = Transforms[name](images, draws);
            scope.DisposablesCount.Should().Be(1);
            result.IsInvalid.Should().BeFalse();
        }

        images.Values().Should().Equal(before);
        draws.Values.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void View_SamePlace_IsTheSameToTheBit()
    {
        var pool = Numbers.Random(1, 40, 3, 14, 14);
        int[] samples = [.. Enumerable.Range(0, 32)];
        Replay(pool, 5, 2, 1, samples).ShouldEqual(Replay(pool, 5, 2, 1, samples));
    }

    [Fact]
    public void View_OtherCompanions_IsTheSame()
    {
        var pool = Numbers.Random(1, 40, 3, 14, 14);
        var view = Replay(pool, 5, 2, 1, [.. Enumerable.Range(0, 32)]);
        var other = Replay(pool, 5, 2, 1, [39, 17, 38]);
        // Rounding may differ: a convolution sums in another order when the batch has another size.
        other.narrow(0, 1, 1).ShouldEqual(view.narrow(0, 17, 1), 1e-5);
    }

    [Fact]
    public void View_OtherPlace_Differs()
    {
        var pool = Numbers.Random(1, 4, 3, 14, 14);
        var view = Replay(pool, 5, 2, 1, 3).Values();
        Replay(pool, 6, 2, 1, 3).Values().Should().NotEqual(view);
        Replay(pool, 5, 3, 1, 3).Values().Should().NotEqual(view);
        Replay(pool, 5, 2, 0, 3).Values().Should().NotEqual(view);
        var same = pool.narrow(0, 3, 1).expand(4, 3, 14, 14).contiguous();
        Replay(same, 5, 2, 1, 2)
            .Values()
            .Should()
            .NotEqual(view, "another sample has its own draws, even with equal pixels");
    }
}
