using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class RotationTests : ScopedTests
{
    [Fact]
    public void Apply_EachTurn_IsTheCropTurnedAnticlockwise()
    {
        var (images, values) = (Numbers.Random(1, 4, 3, 18, 14), Numbers.Random(2, Rotation.DrawCount, 4));
        values.select(0, 4).copy_(Numbers.Floats([0, 0.2501, 0.6, MathF.BitDecrement(1)]));

        var view = Rotation.Apply(images, new TransformDraws(values), 7, 0.3);

        var crop = RandomResizedCrop.Apply(images, new TransformDraws(values), 7, 0.3);
        for (var turns = 0; turns < 4; turns++)
        {
            view[turns].ShouldEqual(Turned(crop[turns], turns));
        }

        view.stride().Should().Equal(147, 1, 21, 3);
    }

    [Fact]
    public void Apply_Turns_AreEquallyLikely()
    {
        var turns = Numbers.Floats([0, 1, 2, 3], 1, 1, 2, 2).expand(4000, 1, 2, 2);

        var corners = Rotation
            .Apply(turns, new TransformDraws(Numbers.Random(2, Rotation.DrawCount, 4000)), 2, 1)
            .select(3, 0)
            .select(2, 0)
            .Values();

        // 1000 expected, standard error 27.
        corners
            .GroupBy(value => (int)Math.Round(value))
            .Should()
            .HaveCount(4)
            .And.OnlyContain(group => group.Count() > 880 && group.Count() < 1120);
    }

    [Fact]
    public void Apply_OtherCompanions_GivesAnImageTheSameView()
    {
        var (images, values) = (Numbers.Random(1, 5, 1, 12, 10), Numbers.Random(4, Rotation.DrawCount, 5));

        var alone = Rotation.Apply(images.narrow(0, 3, 1), new TransformDraws(values.narrow(1, 3, 1)), 9, 0.3);

        Rotation.Apply(images, new TransformDraws(values), 9, 0.3).narrow(0, 3, 1).ShouldEqual(alone);
        alone.stride().Should().Equal(81, 1, 9, 1);
    }

    [Fact]
    public void Turn_ImagesOfAnyStrides_GivesTheSame()
    {
        var (images, turns) = (Numbers.Random(1, 5, 3, 6, 6), Numbers.Longs([3, 1, 0, 2, 1]));

        Rotation.Turn(images.ChannelsLast(), turns).ShouldEqual(Rotation.Turn(images, turns));
        Rotation.Turn(Rotation.Turn(images, turns), turns.neg().add(4).remainder(4)).ShouldEqual(images);
    }

    [Fact]
    public void WrongArguments_SayWhatIsWrong()
    {
        var draws = new TransformDraws(zeros(5, 2));
        ((Action)(() => Rotation.Apply(zeros(2, 1, 8, 8), draws.Slice(0, 4), 8, 0.5)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*5 draws*given 4*");
        ((Action)(() => Rotation.Apply(zeros(3, 1, 8, 8), draws, 8, 0.5)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*3 images*for 2*");
        ((Action)(() => Rotation.Apply(zeros(2, 1, 8, 8), draws, 0, 0.5)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Rotation.Apply(zeros(2, 1, 8, 8), draws, 8, 1.5)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Rotation.Turn(zeros(2, 1, 8, 6), zeros(2, dtype: ScalarType.Int64))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*8 x 6*");
        ((Action)(() => Rotation.Turn(zeros(2, 1, 8, 8), zeros(3, dtype: ScalarType.Int64))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*turns must have shape [2]*[3]*");
    }

    /// <summary>Pixel by pixel: a quarter turn anticlockwise brings the last column to the top.</summary>
    private static Tensor Turned(Tensor image, int turns)
    {
        var (channels, side) = ((int)image.size(0), (int)image.size(1));
        var values = image.Values();
        for (var turn = 0; turn < turns; turn++)
        {
            var old = values;
            values =
            [
                .. from c in Enumerable.Range(0, channels)
                from i in Enumerable.Range(0, side)
                from j in Enumerable.Range(0, side)
                select old[(((c * side) + j) * side) + side - 1 - i],
            ];
        }

        return Numbers.Floats(values, channels, side, side);
    }

    [Fact]
    public void Sample_OfABatch_IsApplyOfItsDraws()
    {
        using var scope = NewDisposeScope();
        var images = Numbers.Random(1, 3, 3, 12, 12);
        var (random, batch) = (new RandomSource(5), new Batch(1, 0, [4, 0, 9]));

        Rotation
            .Sample(images, random, batch, view: 1, 6, 0.5)
            .ShouldEqual(
                Rotation.Apply(images, TransformDraws.Sample(random, batch, 1, Rotation.DrawCount, images), 6, 0.5)
            );
    }
}
