using ContrastiveDsl.Embeddings;

namespace ContrastiveDsl.Tests.Embeddings;

public sealed class OrderedWorkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_ItemsThatTakeDifferentTimes_ComeInOrder(int threads)
    {
        var results = OrderedWork.Run(Enumerable.Range(0, 200), threads, item =>
        {
            Thread.SpinWait(item % 7 * 2000);
            return item * item;
        });

        results.Should().Equal(Enumerable.Range(0, 200).Select(item => item * item));
    }

    [Fact]
    public void Run_SlowReader_RunsAheadByAFewItemsOnly()
    {
        var begun = 0;
        var read = 0;
        foreach (var _ in OrderedWork.Run(Enumerable.Range(0, 100), 3, _ => Interlocked.Increment(ref begun)))
        {
            read++;
            Volatile.Read(ref begun).Should().BeLessThanOrEqualTo(read + 6);
        }

        read.Should().Be(100);
    }

    [Fact]
    public void Run_ThreeThreads_NeverWorksOnMoreAtOnce()
    {
        var (working, most) = (0, 0);
        var results = OrderedWork.Run(Enumerable.Range(0, 300), 3, item =>
        {
            var now = Interlocked.Increment(ref working);
            InterlockedMaximum(ref most, now);
            Thread.SpinWait(5000);
            Interlocked.Decrement(ref working);
            return item;
        });

        results.Count().Should().Be(300);
        most.Should().BeInRange(1, 3);
    }

    [Fact]
    public void Run_FailingItem_ThrowsWhatItThrewOnceTheOthersAreDone()
    {
        var working = 0;
        var run = () =>
            OrderedWork
                .Run(Enumerable.Range(0, 50), 4, item =>
                {
                    Interlocked.Increment(ref working);
                    Thread.SpinWait(20_000);
                    Interlocked.Decrement(ref working);
                    return item == 5 ? throw new FormatException("item 5") : item;
                })
                .ToArray();

        run.Should().Throw<FormatException>().WithMessage("item 5");
        Volatile.Read(ref working).Should().Be(0);
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        for (var seen = target; value > seen; )
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
