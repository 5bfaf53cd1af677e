using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class EmbeddingQueueTests
{
    [Fact]
    public void Nearest_OfAnyLength_IsTheRowOfTheLargestCosine()
    {
        using var scope = NewDisposeScope();
        using var support = Of([1, 0], [0, 1], [-1, 0]);

        // The second is nearer to (0, 1) by its direction, though its inner product with (1, 0) is large.
        var found = support.Nearest(
            tensor(
                new float[,]
                {
                    { 5, 1 },
                    { 9, 10 },
                    { -0.1f, 0.01f },
                }
            )
        );

        found.Values().Should().Equal(1, 0, 0, 1, -1, 0);
        support
            .NearestIndices(
                tensor(
                    new float[,]
                    {
                        { 5, 1 },
                        { 9, 10 },
                        { -0.1f, 0.01f },
                    }
                )
            )
            .data<long>()
            .Should()
            .Equal(0, 1, 2);
    }

    [Fact]
    public void Nearest_IsACopyWithoutAGradient()
    {
        using var scope = NewDisposeScope();
        using var support = Of([1, 0], [0, 1], [-1, 0]);
        var embeddings = tensor(
                new float[,]
                {
                    { 5, 1 },
                }
            )
            .requires_grad_();

        var found = support.Nearest(embeddings);
        support.Enqueue(
            tensor(
                new float[,]
                {
                    { 0, -2 },
                    { 0, -2 },
                    { 0, -2 },
                }
            )
        );

        found.requires_grad.Should().BeFalse();
        found.Values().Should().Equal(1, 0);
        support.Embeddings.Values().Should().Equal(0, -1, 0, -1, 0, -1);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Nearest_OfAnotherLength_IsRefused(int dimension)
    {
        using var scope = NewDisposeScope();
        using var support = Of([1, 0], [0, 1], [-1, 0]);

        var act = () => support.Nearest(zeros(4, dimension));

        act.Should()
            .Throw<ArgumentException>()
            .WithMessage($"*so a batch of them is [B, 2], but it is [4, {dimension}]*");
    }

    [Fact]
    public void Load_OfWhatWasSaved_HasTheSameEmbeddingsAndGoesOnAtTheSamePlace()
    {
        using var scope = NewDisposeScope();
        using var support = Of([1, 0], [0, 1], [-1, 0]);
        support.Enqueue(
            tensor(
                new float[,]
                {
                    { 0, -1 },
                }
            )
        );
        using var folder = new TempFolder();
        using var again = new EmbeddingQueue(3, 2, new RandomSource(9), CPU);

        SavedState.Reload(folder, support, again);
        again.Enqueue(
            tensor(
                new float[,]
                {
                    { 3, 0 },
                }
            )
        );

        again.Embeddings.Values().Should().Equal(0, -1, 1, 0, -1, 0);
    }

    private static EmbeddingQueue Of(params float[][] rows)
    {
        var support = new EmbeddingQueue(rows.Length, rows[0].Length, new RandomSource(1), CPU);
        support.Enqueue(tensor(rows.SelectMany(row => row).ToArray()).view(rows.Length, -1));
        return support;
    }
}
