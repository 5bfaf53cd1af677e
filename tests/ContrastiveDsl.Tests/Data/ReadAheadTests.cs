using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Data;

/// <summary>Sets of images that are read from a source ahead of the training.</summary>
public sealed class ReadAheadTests : ScopedTests
{
    private static readonly RandomSource Random = new(5);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(4, 0)]
    [InlineData(1, 3)]
    [InlineData(4, 3)]
    public void ReadAhead_AnyThreadsAndAnyStart_GivesTheViewsOfReadingOneByOne(int threads, int firstStep)
    {
        using var set = Open(new MadeSource(40), threads);
        using var plain = Open(new MadeSource(40), 1);
        var order = new EpochOrder(40, 6, Random);
        var steps = 0;

        foreach (var batch in set.ReadAhead(order.Batches(epoch: 2, firstStep)))
        {
            batch.Index.Should().Be(firstStep + steps++);
            View(set, batch).ShouldEqual(View(plain, batch));
        }

        steps.Should().Be(6 - firstStep);
    }

    /// <summary>A micro-batch is taken from what was read of its batch.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Load_PartOfABatch_ReadsNothingAnew(int side)
    {
        var source = new MadeSource(12, side: side);
        using var set = Open(source, 1);
        using var plain = Open(new MadeSource(12, side: side), 1);

        foreach (var batch in set.ReadAhead(new EpochOrder(12, 12, Random).Batches(0)))
        {
            foreach (var samples in batch.Samples.Chunk(5))
            {
                var part = batch with { Samples = samples };
                set.Load(part).Count.Should().Be(samples.Length);
                View(set, part).ShouldEqual(View(plain, part));
            }
        }

        source.Reads.Should().Be(12);
    }

    [Fact]
    public void ReadAhead_LeftEarly_CanBeginAgainAndKeepsNothing()
    {
        var source = new MadeSource(200);
        using var set = Open(source, 2);
        var order = new EpochOrder(200, 10, Random);

        foreach (var batch in set.ReadAhead(order.Batches(0)))
        {
            View(set, batch);
            if (batch.Index == 1)
            {
                break;
            }
        }

        source.Reads.Should().BeLessThanOrEqualTo(10 * 6, "no more than a few batches are read ahead");
        set.ReadAhead(order.Batches(0)).Select(batch => batch.Index).Should().Equal(Enumerable.Range(0, 20));
    }

    [Fact]
    public void ReadAhead_SlowTraining_ReadsNoMoreThanAFewBatches()
    {
        var source = new MadeSource(1000);
        using var set = Open(source, 1);
        using var batches = set.ReadAhead(new EpochOrder(1000, 10, Random).Batches(0)).GetEnumerator();

        batches.MoveNext();
        SpinWait.SpinUntil(() => source.Reads >= 40, TimeSpan.FromSeconds(20));
        Thread.Sleep(50);

        source.Reads.Should().Be(40, "one is in use, two wait, one is held back");
    }

    [Fact]
    public void ReadAhead_UnreadableImage_FailsAtItsBatchWithTheReason()
    {
        using var set = Open(new MadeSource(40) { Faulty = 17 }, 2);
        var order = new EpochOrder(40, 5, Random);
        var at = order.Batches(0).First(batch => batch.Samples.Contains(17)).Index;
        var taken = 0;

        var train = () =>
        {
            foreach (var batch in set.ReadAhead(order.Batches(0)))
            {
                View(set, batch);
                taken++;
            }
        };

        train.Should().Throw<IOException>().WithMessage("image 17 is gone");
        taken.Should().Be(at);
    }

    /// <summary>So ends a source that asked a server and got no answer.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ReadAhead_SourceThatGivesUpWaiting_FailsWithItsReason(int threads)
    {
        var silent = new MadeSource(40) { Faulty = 17, Fault = new TaskCanceledException("no answer") };
        using var set = Open(silent, threads);

        var read = () => set.ReadAhead(new EpochOrder(40, 5, Random).Batches(0)).Count();

        read.Should().Throw<TaskCanceledException>().WithMessage("no answer");
    }

    [Fact]
    public void ReadAhead_HeldImages_AreTheSameBatches()
    {
        using var set = ImageSet.FromBytes(new byte[8 * 12], 8, 3, 2, 2);
        var batches = new EpochOrder(8, 2, Random).Batches(0);

        set.ReadAhead(batches).Should().BeSameAs(batches);
    }

    [Fact]
    public void Load_SourceOfOneSize_EqualsTheHeldImages()
    {
        using var set = Open(new MadeSource(9, side: 5), 2);
        var bytes = Enumerable.Range(0, 9).SelectMany(n => Enumerable.Range(0, 75).Select(i => MadeSource.Value(n, i)));
        using var held = ImageSet.FromBytes([.. bytes], 9, 3, 5, 5);
        var batch = new Batch(0, 0, [7, 0, 3]);

        (set.Height, set.Width, set.Channels, set.Count).Should().Be((5, 5, 3, 9));
        var loaded = set.Load(batch).Pixels;
        loaded.Equals(held.Load(batch).Pixels).Should().BeTrue();
        loaded.stride().Should().Equal(held.Load(batch).Pixels.stride());
        set.Range(2, 4).Equals(held.Range(2, 4)).Should().BeTrue();
    }

    [Fact]
    public void Load_FloatsOfFiveChannels_AreTakenAsTheyAre()
    {
        using var set = Open(new MadeSource(6, channels: 5, PixelType.Float32), 2);

        var batch = set.Load(new Batch(0, 0, [4]));

        set.Height.Should().Be(0);
        batch.Rows.dtype.Should().Be(ScalarType.Float32);
        batch.Rows.data<float>().ToArray()[7].Should().Be(MadeSource.Value(4, 7) / 128f);
        var draws = new TransformDraws(Numbers.Random(1, RandomResizedCrop.DrawCount, 1));
        RandomResizedCrop.Apply(batch, draws, 4).shape.Should().Equal(1, 5, 4, 4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(5)]
    public void Range_ImagesOfDifferentSizes_AreThoseOfTheEvaluationTransform(int channels)
    {
        var source = new MadeSource(6, channels);
        using var set = ImageSet.Open(source, new ImageOptions { ImageSize = 4, Threads = 2 });

        var range = set.Range(1, 3);

        range.shape.Should().Equal(3, channels, 4, 4);
        var (height, width) = source.SizeOf(2);
        for (var channel = 0; channel < channels; channel++)
        {
            byte[] plane =
            [
                .. Enumerable.Range(0, height * width).Select(i => MadeSource.Value(2, (i * channels) + channel)),
            ];
            var expected = new EvaluationTransform(4, 1).Apply(new DecodedImage(width, height, 1, plane));
            range[1][channel].ShouldEqual(Numbers.Floats(expected.Select(value => value / 255.0), 4, 4), 1e-7);
        }
    }

    [Fact]
    public void Load_SquareImages_AreThoseThatAreEmbedded()
    {
        using var set = ImageSet.Open(new MadeSource(6), new ImageOptions { ImageSize = 4, Square = true });

        (set.Height, set.Width).Should().Be((4, 4));
        set.Load(new Batch(0, 0, [1, 2, 3])).Pixels.Equals(set.Range(1, 3)).Should().BeTrue();
    }

    [Fact]
    public void Range_NobodySaidTheSize_SaysWhatToDo()
    {
        using var set = Open(new MadeSource(6), 1);

        set.Invoking(images => images.Range(0, 2))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*ImageSize*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Take_EitherDisposedFirst_KeepsTheSourceForTheOther(bool wholeFirst)
    {
        var source = new MadeSource(10);
        var whole = Open(source, 1);
        var some = whole.Take(4);
        var (first, second) = wholeFirst ? (whole, some) : (some, whole);

        some.Count.Should().Be(4);
        some.Invoking(set => set.Load(new Batch(0, 0, [4])))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*0 to 3*");
        first.Dispose();
        source.IsDisposed.Should().BeFalse();
        second.Load(new Batch(0, 0, [3])).Rows.numel().Should().BePositive();
        second.Dispose();
        source.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Labels_OfASource_AreLoadedWithTheBatch()
    {
        using var set = ImageSet.Open(new MadeSource(4), null, tensor(new long[] { 2, -1, 0, 1 }));

        set.LoadLabels(new Batch(0, 0, [3, 0])).data<long>().ToArray().Should().Equal(1, 2);
        set.CountClasses().Should().Be(3);
    }

    [Fact]
    public void Open_NoImagesOrWrongLabels_AreRefusedAndTheSourceIsDisposed()
    {
        var source = new MadeSource(4);

        ((Action)(() => ImageSet.Open(new MadeSource(0)))).Should().Throw<ArgumentException>();
        ((Action)(() => ImageSet.Open(source, null, zeros(3, ScalarType.Int64))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*int64 [4]*");
        source.IsDisposed.Should().BeTrue();
    }

    private static ImageSet Open(IImageSource source, int threads) =>
        ImageSet.Open(source, new ImageOptions { Threads = threads });

    private static Tensor View(ImageSet set, Batch batch)
    {
        var pixels = set.Load(batch);
        var draws = TransformDraws.Sample(Random, batch, 0, RandomResizedCrop.DrawCount, pixels);
        return RandomResizedCrop.Apply(pixels, draws, 6);
    }
}
