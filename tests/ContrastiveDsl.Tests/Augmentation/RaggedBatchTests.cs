using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

/// <summary>Crops of a batch whose images are of different sizes.</summary>
public sealed class RaggedBatchTests : ScopedTests
{
    private static readonly (int Height, int Width)[] Sizes = [(7, 5), (40, 31), (1, 1), (64, 200), (3, 90), (1, 17)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Crop_ImagesOfDifferentSizes_EqualsCroppingEachAlone(bool bytes)
    {
        var draws = Numbers.Random(3, RandomResizedCrop.DrawCount, Sizes.Length);

        var together = RandomResizedCrop.Apply(Batch(bytes), new TransformDraws(draws), 9, 0.1, flipProbability: 0.5);

        for (var i = 0; i < Sizes.Length; i++)
        {
            var own = new TransformDraws(draws.narrow(1, i, 1));
            var alone = RandomResizedCrop.Apply(Batch(bytes, i), own, 9, 0.1, flipProbability: 0.5);
            together.narrow(0, i, 1).ShouldEqual(alone);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Crop_EachImage_IsWhatGridSamplingGivesOfItAsATensor(bool bytes)
    {
        var draws = Numbers.Random(5, RandomResizedCrop.DrawCount, Sizes.Length);
        var together = RandomResizedCrop.Apply(Batch(bytes), new TransformDraws(draws), 12, 0.3, flipProbability: 0.5);

        for (var i = 0; i < Sizes.Length; i++)
        {
            var own = new TransformDraws(draws.narrow(1, i, 1));
            var image = Image(bytes, i).permute(2, 0, 1).unsqueeze(0).to(ScalarType.Float32);
            var alone = RandomResizedCrop.Apply(bytes ? image.div(255) : image, own, 12, 0.3, flipProbability: 0.5);
            // Grid sampling goes through coordinates from -1 to 1, where a place in 200 pixels is known to 1e-5 of one.
            together.narrow(0, i, 1).ShouldEqual(alone, 1e-4);
        }
    }

    [Fact]
    public void Crop_WholeImage_CoversItToItsOwnEdgesAndNothingBeyond()
    {
        // A neighbor's bright pixels before and after a dark image must not shine into it.
        var rows = cat([full(12, 3, 255), zeros(35, 3), full(12, 3, 255)]).to(ScalarType.Byte);
        var batch = new ImageBatch(rows, tensor(new long[] { 12, 7, 5 }).view(3, 1));
        var draws = new TransformDraws(Numbers.Random(2, RandomResizedCrop.DrawCount, 1));

        var view = RandomResizedCrop.Apply(batch, draws, 16, 1, 1, 5.0 / 7, 5.0 / 7);

        view.abs().max().ToSingle().Should().Be(0);
    }

    [Fact]
    public void Sample_ImagesOfDifferentSizes_TakesShareAndAspectOfEachOne()
    {
        var draws = new TransformDraws(Numbers.Random(8, RandomResizedCrop.DrawCount, Sizes.Length));

        var crop = RandomResizedCrop.Sample(draws, Batch(true), 0.25, 0.75, 3.0 / 4, 4.0 / 3);

        for (var i = 0; i < Sizes.Length; i++)
        {
            var (height, width) = (crop.Height[i].ToSingle(), crop.Width[i].ToSingle());
            (height * width / (Sizes[i].Height * Sizes[i].Width)).Should().BeInRange(0.2499f, 0.7501f);
            (crop.Top[i].ToSingle() + height).Should().BeLessThanOrEqualTo(Sizes[i].Height + 1e-4f);
            (crop.Left[i].ToSingle() + width).Should().BeLessThanOrEqualTo(Sizes[i].Width + 1e-4f);
        }
    }

    [Fact]
    public void JigsawAndRotation_ImagesOfDifferentSizes_EqualEachAlone()
    {
        var jigsaw = Numbers.Random(4, Jigsaw.DrawCount(2), Sizes.Length);
        var patches = Jigsaw.Apply(Batch(true), new TransformDraws(jigsaw), 2, 6, 2, 0.4);
        var rotated = Rotation.Apply(Batch(true), new TransformDraws(jigsaw), 8, 0.4);

        for (var i = 0; i < Sizes.Length; i++)
        {
            var own = new TransformDraws(jigsaw.narrow(1, i, 1));
            patches.narrow(0, 4 * i, 4).ShouldEqual(Jigsaw.Apply(Batch(true, i), own, 2, 6, 2, 0.4));
            rotated.narrow(0, i, 1).ShouldEqual(Rotation.Apply(Batch(true, i), own, 8, 0.4));
        }
    }

    [Fact]
    public void Pixels_ImagesOfDifferentSizes_SaysWhatToDo() =>
        Batch(true)
            .Invoking(batch => batch.Pixels)
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*different sizes*[RandomResizedCrop]*Square = true*");

    [Fact]
    public void New_WrongShapes_AreRefused()
    {
        var places = zeros(3, 2, ScalarType.Int64);
        ((Action)(() => new ImageBatch(zeros(4, 3, ScalarType.Int32), places)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*Int32*");
        ((Action)(() => new ImageBatch(zeros(4, 3), zeros(2, 2, ScalarType.Int64))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[2, 2]*");
    }

    private static Tensor Image(bool bytes, int index)
    {
        var (height, width) = Sizes[index];
        var values = Numbers.Random(100 + index, height, width, 3);
        return bytes ? values.mul(255.99).to(ScalarType.Byte) : values;
    }

    private static ImageBatch Batch(bool bytes, params int[] chosen)
    {
        int[] all = chosen.Length > 0 ? chosen : [0, 1, 2, 3, 4, 5];
        var images = all.Select(index => Image(bytes, index).view(-1, 3)).ToArray();
        var first = new long[all.Length];
        for (var i = 1; i < all.Length; i++)
        {
            first[i] = first[i - 1] + images[i - 1].shape[0];
        }

        long[] places = [.. first, .. all.Select(i => (long)Sizes[i].Height), .. all.Select(i => (long)Sizes[i].Width)];
        return new ImageBatch(cat(images), tensor(places).view(3, all.Length));
    }
}
