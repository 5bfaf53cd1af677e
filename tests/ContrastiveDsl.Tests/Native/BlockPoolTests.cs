using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

public sealed class BlockPoolTests
{
    private readonly List<nuint> allocated = [];
    private readonly List<nint> released = [];
    private readonly BlockPool pool;
    private nuint memory = nuint.MaxValue;

    public BlockPoolTests() => pool = new BlockPool(Allocate, released.Add);

    [Fact]
    public void Rent_AfterReturn_GivesTheSameBlock()
    {
        var block = pool.Rent(1000);
        pool.Return(block).Should().BeTrue();

        pool.Rent(1000).Should().Be(block);
        allocated.Should().Equal(1000);
    }

    [Theory]
    [InlineData(1000, 1000, true)]
    [InlineData(1000, 900, true)]
    [InlineData(1000, 800, false)]
    [InlineData(1000, 1001, false)]
    public void Rent_OtherSize_TakesABlockThatIsHardlyLarger(int kept, int wanted, bool isReused)
    {
        // Another block in use, so that there is room for both.
        pool.Rent(5000);
        var block = pool.Rent((nuint)kept);
        pool.Return(block);

        (pool.Rent((nuint)wanted) == block).Should().Be(isReused);
    }

    [Fact]
    public void Rent_ManySizes_HoldsAtMostHalfAsMuchAgainAsWasInUse()
    {
        var inUse = pool.Rent(10_000);
        for (nuint size = 1000; size < 10_000; size += 1000)
        {
            pool.Return(pool.Rent(size)).Should().BeTrue();

            pool.Size.Should().BeLessThanOrEqualTo((10_000 + size) * 3 / 2);
        }

        pool.Return(inUse);
        released.Should().NotBeEmpty().And.OnlyHaveUniqueItems().And.NotContain(inUse);
    }

    [Fact]
    public void Rent_NoRoom_ReleasesTheBlockThatNobodyHasAskedForTheLongest()
    {
        var (first, second, third) = (pool.Rent(1000), pool.Rent(2000), pool.Rent(3000));
        pool.Return(second);
        pool.Return(first);
        pool.Return(third);
        pool.Rent(5000);

        released.Should().Equal(second);
    }

    [Fact]
    public void Rent_NoMemory_ReleasesEverythingAndTriesAgain()
    {
        var kept = pool.Rent(1000);
        pool.Rent(500);
        pool.Return(kept);
        memory = 2000;

        pool.Rent(1200).Should().NotBe(0);
        released.Should().Equal(kept);
        pool.Rent(5000).Should().Be(0);
    }

    [Fact]
    public void Return_ForeignBlock_IsLeftAlone()
    {
        pool.Rent(1000);

        pool.Return(12345).Should().BeFalse();
        released.Should().BeEmpty();
    }

    [Fact]
    public void Rent_AddressThatWasFreedElsewhere_CountsOnce()
    {
        var same = new BlockPool(_ => 4096, _ => { });
        same.Rent(1000);
        same.Rent(3000).Should().Be(4096);

        same.Size.Should().Be(3000);
        same.Return(4096).Should().BeTrue();
        same.Size.Should().Be(3000);
    }

    private nint Allocate(nuint size)
    {
        if (size + pool.Size > memory)
        {
            return 0;
        }

        allocated.Add(size);
        return allocated.Count;
    }
}
