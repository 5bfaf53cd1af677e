using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class RandomMaskTests : ScopedTests
{
    private static readonly RandomSource Random = new(3);

    [Fact]
    public void Sample_OfAnImage_DependsOnItsEpochAndNothingElseOfTheBatch()
    {
        var whole = Places(0, 5, 6, 7, 8);
        var part = Places(0, 7, 5);

        part[0].Should().Equal(whole[2]);
        part[1].Should().Equal(whole[0]);
        Places(1, 7)[0].Should().NotEqual(part[0]);
        whole.Select(row => string.Join(",", row)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Sample_OfManyImages_LeavesEveryPatchVisibleAsOften()
    {
        int[] samples = [.. Enumerable.Range(0, 4000)];
        var mask = RandomMask.Sample(Random, new Batch(0, 0, samples), 16, 4, CPU);

        mask.Removed.sum(dim: 1L).Values().Should().OnlyContain(count => count.Equals(12.0));

        // The deviation of a share of 3/4 over 4,000 images is 0.007.
        mask.Removed.mean([0L]).Values().Should().OnlyContain(share => Math.Abs(share - 0.75) < 0.035);
    }

    private static double[][] Places(int epoch, params int[] samples) =>
        [.. RandomMask.Sample(Random, new Batch(epoch, 0, samples), 16, 4, CPU).Places.Values().Chunk(16)];
}
