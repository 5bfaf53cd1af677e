using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class JigsawTests : ScopedTests
{
    [Theory]
    [InlineData(3, 6, 4)]
    [InlineData(2, 5, 5)]
    [InlineData(4, 3, 1)]
    [InlineData(1, 7, 3)]
    public void Cut_AnyOrderAndOffsets_EqualsSlicesToTheBit(int grid, int cell, int patch)
    {
        var (images, random, cells) = (Numbers.Random(1, 3, 3, grid * cell, grid * cell), new Random(2), grid * grid);
        var orders = Enumerable
            .Range(0, 3)
            .Select(_ => Enumerable.Range(0, cells).OrderBy(_ => random.Next()).ToArray())
            .ToArray();
        var offsets = Enumerable.Range(0, 2 * 3 * cells).Select(_ => (long)random.Next(cell - patch + 1)).ToArray();
        var (down, right) = (offsets[..(3 * cells)], offsets[(3 * cells)..]);

        var patches = Jigsaw.Cut(
            images,
            Numbers.Longs(orders.SelectMany(order => order).Select(i => (long)i), 3, cells),
            Numbers.Longs(down, 3, cells),
            Numbers.Longs(right, 3, cells),
            grid,
            cell,
            patch
        );

        patches.shape.Should().Equal(3 * cells, 3, patch, patch);
        for (var n = 0; n < 3; n++)
        {
            for (var k = 0; k < cells; k++)
            {
                var source = orders[n][k];
                var (top, left) = (
                    (source / grid * cell) + down[(n * cells) + source],
                    (source % grid * cell) + right[(n * cells) + source]
                );
                patches[(n * cells) + k].ShouldEqual(images[n].narrow(1, top, patch).narrow(2, left, patch));
            }
        }
    }

    [Fact]
    public void Cut_WholeCellsInOrder_TileTheImage()
    {
        var images = Numbers.Random(1, 2, 3, 12, 12);
        var inOrder = Numbers.Longs(Enumerable.Range(0, 18).Select(i => (long)i % 9), 2, 9);

        var patches = Jigsaw.Cut(images, inOrder, inOrder.mul(0), inOrder.mul(0), 3, 4, 4);

        Tiled(patches, 2, 3).ShouldEqual(images);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cut_ImagesOfAnyStrides_GivesTheSameChannelsLast(int channels)
    {
        var images = Numbers.Random(1, 2, channels, 12, 12);
        var none = zeros(2, 9, dtype: ScalarType.Int64);
        var order = Numbers.Longs(Enumerable.Range(0, 18).Select(i => (long)(i * 5) % 9), 2, 9);

        var patches = Jigsaw.Cut(images, order, none, none, 3, 4, 3);

        patches.stride().Should().Equal(9 * channels, 1, 3 * channels, channels);
        Jigsaw.Cut(images.ChannelsLast(), order, none, none, 3, 4, 3).ShouldEqual(patches);
        Jigsaw.Cut(images.to(ScalarType.Float64), order, none, none, 3, 4, 3).dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void Apply_WithoutJitterAndOrder_TilesTheRandomResizedCrop()
    {
        var images = Numbers.Random(1, 4, 3, 21, 17);
        var values = Numbers.Random(2, Jigsaw.DrawCount(3), 4);
        values.narrow(0, 4, 9).copy_(arange(9, dtype: ScalarType.Float32).div(9).unsqueeze(1));

        var patches = Jigsaw.Apply(images, new TransformDraws(values), 3, 5, 0, 0.3);

        Tiled(patches, 4, 3).ShouldEqual(RandomResizedCrop.Apply(images, new TransformDraws(values), 15, 0.3));
    }

    [Fact]
    public void Apply_WholeSquareImage_TakesOnePatchFromEachCell()
    {
        var patches = Jigsaw.Apply(Places.Images(50, 15, 15), Draws(3, 50), 3, 5, 2, 1);

        patches.shape.Should().Equal(450, 2, 3, 3);
        foreach (
            var (row, column, image, index) in Places
                .Corners(patches)
                .Select((corner, index) => (corner.Row, corner.Column, corner.Image, index))
        )
        {
            image.Should().Be(index / 9, "an image's patches follow one another");
            row.Should().BeApproximately(Math.Round(row), 1e-2, "an image that keeps its size keeps its pixels");
            (Math.Round(row) % 5).Should().BeLessThanOrEqualTo(2, "the patch stays inside its cell");
            (Math.Round(column) % 5).Should().BeLessThanOrEqualTo(2);
        }

        CellsOf(patches, 3, 5)
            .Chunk(9)
            .Should()
            .OnlyContain(cells => cells.Order().SequenceEqual(Enumerable.Range(0, 9)));
        // Inside a patch, pixels keep their order.
        patches
            .select(1, 0)
            .sub(patches.select(1, 0).narrow(1, 0, 1))
            .ShouldEqual(arange(3, dtype: ScalarType.Float32).view(1, 3, 1).expand(450, 3, 3), 1e-2);
        patches
            .select(1, 1)
            .sub(patches.select(1, 1).narrow(2, 0, 1))
            .ShouldEqual(arange(3, dtype: ScalarType.Float32).view(1, 1, 3).expand(450, 3, 3), 1e-2);
    }

    [Fact]
    public void Apply_SmallCrops_CutsTheCropThatTheDrawsChoose()
    {
        var draws = Draws(2, 40);
        var crop = RandomResizedCrop.Sample(draws, 40, 50, 0.3, 1, 3.0 / 4, 4.0 / 3);
        var (top, left, height, width) = (
            crop.Top.Values(),
            crop.Left.Values(),
            crop.Height.Values(),
            crop.Width.Values()
        );

        var corners = Places.Corners(Jigsaw.Apply(Places.Images(40, 40, 50), draws, 2, 8, 0, 0.3));

        for (var n = 0; n < 40; n++)
        {
            // Between the outermost pixels' centres, sampling an even slope gives the place itself.
            double At(double start, double length, int half) =>
                start + Math.Clamp((0.5 + (8 * half)) * length / 16 - 0.5, 0, length - 1);
            var expected =
                from row in new[] { 0, 1 }
                from column in new[] { 0, 1 }
                select (Row: At(top[n], height[n], row), Column: At(left[n], width[n], column));
            var actual = corners.Skip(4 * n).Take(4).OrderBy(corner => corner.Row + (corner.Column * 1e-3)).ToArray();
            foreach (var ((row, column), found) in expected.Zip(actual))
            {
                found.Row.Should().BeApproximately(row, 0.01);
                found.Column.Should().BeApproximately(column, 0.01);
                found.Image.Should().Be(n);
            }
        }
    }

    [Fact]
    public void Apply_Offsets_AreUniformFromZeroToTheJitterAndIndependent()
    {
        var corners = Jigsaw.Apply(Whole(800, 10), Draws(2, 800), 2, 5, 2, 1);
        var offsets = Places
            .Corners(corners)
            .Select(corner => (Down: (int)Math.Round(corner.Row) % 5, Right: (int)Math.Round(corner.Column) % 5))
            .ToArray();

        // Of 3200 offsets, standard error 0.0056.
        offsets
            .GroupBy(offset => offset)
            .Should()
            .HaveCount(9)
            .And.OnlyContain(group => Math.Abs((group.Count() / 3200.0) - (1 / 9.0)) < 0.025);
        var distinct = offsets.Chunk(4).Select(four => four.Select(offset => offset.Down).Distinct().Count()).Average();
        distinct
            .Should()
            .BeApproximately(
                65 / 27.0,
                0.1,
                "four independent draws of three have so many values among them on average"
            );
    }

    [Fact]
    public void Apply_Order_IsAnyPermutationWithEqualProbability()
    {
        var cells = CellsOf(Jigsaw.Apply(Whole(2400, 6), Draws(2, 2400), 2, 3, 1, 1), 2, 3);

        var orders = cells.Chunk(4).Select(order => string.Join("", order)).GroupBy(order => order).ToArray();
        orders.Should().HaveCount(24);
        // 100 expected, standard error 9.8.
        orders.Should().OnlyContain(order => order.Count() > 55 && order.Count() < 145);
    }

    [Fact]
    public void Apply_LargestDraws_ReachTheJitterAndNoFurther()
    {
        for (var jitter = 0; jitter <= 40; jitter++)
        {
            var draws = new TransformDraws(
                full(Jigsaw.DrawCount(1), 1, MathF.BitDecrement(1), dtype: ScalarType.Float32)
            );
            var side = jitter + 1;
            Places
                .Corners(Jigsaw.Apply(Places.Images(1, side, side), draws, 1, side, jitter, 1))
                .Single()
                .Row.Should()
                .BeApproximately(jitter, 0.01);
        }
    }

    [Fact]
    public void Apply_OtherCompanions_GivesAnImageTheSamePatches()
    {
        var (images, values) = (Numbers.Random(1, 5, 3, 20, 16), Numbers.Random(2, Jigsaw.DrawCount(2), 5));

        var together = Jigsaw.Apply(images, new TransformDraws(values), 2, 7, 3, 0.3);
        var alone = Jigsaw.Apply(images.narrow(0, 3, 1), new TransformDraws(values.narrow(1, 3, 1)), 2, 7, 3, 0.3);

        together.narrow(0, 12, 4).ShouldEqual(alone);
        together.stride().Should().Equal(48, 1, 12, 3);
    }

    [Fact]
    public void DrawCount_OfAGrid_IsTheCropsAndThreeForEachCell()
    {
        Jigsaw.DrawCount(3).Should().Be(31);
        ((Action)(() => Jigsaw.DrawCount(0))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void WrongArguments_SayWhatIsWrong()
    {
        var (images, draws, cells) = (zeros(2, 1, 9, 9), Draws(3, 2), zeros(2, 9, dtype: ScalarType.Int64));
        ((Action)(() => Jigsaw.Apply(images, draws.Slice(0, 30), 3, 3, 1, 0.5)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*31 draws*given 30*");
        ((Action)(() => Jigsaw.Apply(images, draws, 3, 3, 3, 0.5)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*cell of 3 pixels*0 to 2*");
        ((Action)(() => Jigsaw.Apply(images, draws, 3, 3, -1, 0.5)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("jitter");
        ((Action)(() => Jigsaw.Apply(images, draws, 3, 3, 1, 0)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("minScale");
        ((Action)(() => Jigsaw.Cut(images, cells, cells, cells, 3, 4, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*12 x 12*9 x 9*");
        ((Action)(() => Jigsaw.Cut(images, cells, cells, cells, 3, 3, 4)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*1 to 3 pixels*");
        ((Action)(() => Jigsaw.Cut(images, cells, cells.narrow(1, 0, 8), cells, 3, 3, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*offsetsY of Int64 [2, 9]*[2, 8]*");
        ((Action)(() => Jigsaw.Cut(images, cells.to(ScalarType.Float32), cells, cells, 3, 3, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*permutation*Float32*");
    }

    /// <summary>Images that are all number 0, so that their pixels' values stay small.</summary>
    private static Tensor Whole(int count, int side) => Places.Images(1, side, side).expand(count, 2, side, side);

    private static TransformDraws Draws(int grid, int count) => new(Numbers.Random(7, Jigsaw.DrawCount(grid), count));

    private static int[] CellsOf(Tensor patches, int grid, int cell) =>
        [
            .. Places
                .Corners(patches)
                .Select(corner =>
                    ((int)Math.Round(corner.Row) / cell * grid) + ((int)Math.Round(corner.Column) / cell)
                ),
        ];

    private static Tensor Tiled(Tensor patches, int images, int grid)
    {
        var (channels, side) = (patches.size(1), patches.size(2));
        return patches
            .reshape(images, grid, grid, channels, side, side)
            .permute(0, 3, 1, 4, 2, 5)
            .reshape(images, channels, grid * side, grid * side);
    }

    [Fact]
    public void Sample_OfABatch_IsApplyOfItsDraws()
    {
        var images = Numbers.Random(1, 3, 3, 12, 12);
        var (random, batch) = (new RandomSource(5), new Batch(1, 0, [4, 0, 9]));

        var patches = Jigsaw.Sample(images, random, batch, view: 1, 2, 5, 1, 0.5);

        patches.ShouldEqual(
            Jigsaw.Apply(images, TransformDraws.Sample(random, batch, 1, Jigsaw.DrawCount(2), images), 2, 5, 1, 0.5)
        );
        patches.shape.Should().Equal(12, 3, 4, 4);
    }
}
