using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>Losses whose similarities do not fit into memory at once are the same losses.</summary>
public sealed class ChunkedLossTests : ScopedTests
{
    // More than a chunk of 2^22 similarities.
    private const int Rows = 2100;

    [Theory]
    [InlineData(0)]
    [InlineData(Rows)]
    [InlineData(Rows / 2)]
    [InlineData(7)]
    public void LogSumExp_InChunks_IsThatOfAllSimilarities(long period)
    {
        var (rows, candidates) = (Matrix(1, Rows), Matrix(2, Rows));
        var slope = Matrix(3, Rows).select(1, 0);
        var difference = arange(Rows).unsqueeze(0).sub(arange(Rows).unsqueeze(1));
        var similarities = rows.mm(candidates.t());
        if (period > 0)
        {
            similarities = similarities.masked_fill(difference.remainder(period).eq(0), double.NegativeInfinity);
        }

        var exact = similarities.logsumexp(1);
        exact.mul(slope.detach()).sum().backward();
        var (ofRows, ofCandidates) = (rows.grad!.clone(), candidates.grad!.clone());
        rows.grad!.zero_();
        candidates.grad!.zero_();

        var chunked = ChunkedLogSumExp.Of(rows, candidates, period);
        chunked.mul(slope.detach()).sum().backward();

        Furthest(chunked, exact).Should().BeLessThan(1e-12);
        Furthest(rows.grad!, ofRows).Should().BeLessThan(1e-12);
        Furthest(candidates.grad!, ofCandidates).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void LogSumExp_OfConstants_HasGradientsForTheRowsAlone()
    {
        var (rows, candidates) = (Matrix(1, 5), Matrix(2, 9).detach());

        ChunkedLogSumExp.Of(rows, candidates, period: 0).sum().backward();

        rows.grad.Should().NotBeNull();
        candidates.grad.Should().BeNull();
    }

    [Fact]
    public void Losses_BeyondTheBound_AreTheirDefinition()
    {
        const int Images = 2100;
        ChunkedLogSumExp.IsFor(2 * Images, 2 * Images).Should().BeTrue();
        var (z0, z1) = (Matrix(1, Images), Matrix(2, Images));
        using var noGrad = no_grad();
        var all = cat([z0, z1], 0);
        all = all.div(all.norm(dim: 1, keepdim: true));
        var similarities = all.mm(all.t()).div(0.2);
        var own = arange(2 * Images).unsqueeze(0).sub(arange(2 * Images).unsqueeze(1));
        var positives = similarities.diagonal(Images).mean();

        var contrast = similarities.masked_fill(own.eq(0), double.NegativeInfinity).logsumexp(1).mean().sub(positives);
        Furthest(NtXent.Loss(z0, z1, 0.2), contrast).Should().BeLessThan(1e-12);

        var decoupled = similarities
            .masked_fill(own.remainder(Images).eq(0), double.NegativeInfinity)
            .logsumexp(1)
            .mean()
            .sub(positives);
        Furthest(Dcl.Loss(z0, z1, 0.2), decoupled).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void MoCoV3_BeyondTheBound_IsItsDefinition()
    {
        const int Images = 4100;
        ChunkedLogSumExp.IsFor(Images, Images).Should().BeTrue();
        var (queries, keys) = (Matrix(1, Images), Matrix(2, Images));
        using var noGrad = no_grad();
        var similarities = queries
            .div(queries.norm(dim: 1, keepdim: true))
            .mm(keys.div(keys.norm(dim: 1, keepdim: true)).t())
            .div(0.2);

        var expected = similarities.logsumexp(1).sub(similarities.diagonal()).mean().mul(0.4);

        Furthest(MoCoV3.Loss(queries, keys, 0.2), expected).Should().BeLessThan(1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BatchInfoNce_BeyondTheBound_HasTheValueAndTheGradientsOfItsDefinition(bool symmetric)
    {
        const int Images = 4100;
        ChunkedLogSumExp.IsFor(Images, Images).Should().BeTrue();
        var (queries, keys) = (Matrix(1, Images), Matrix(2, Images));
        var similarities = queries.mm(keys.t()).div(3);
        var forth = similarities.logsumexp(1).sub(similarities.diagonal()).mean();
        var back = similarities.logsumexp(0).sub(similarities.diagonal()).mean();
        var exact = symmetric ? forth.add(back).div(2) : forth;
        exact.backward();
        var (ofQueries, ofKeys) = (queries.grad!.clone(), keys.grad!.clone());
        queries.grad!.zero_();
        keys.grad!.zero_();

        var loss = BatchInfoNce.Loss(queries, keys, 3, symmetric, normalize: false);
        loss.backward();

        Furthest(loss, exact).Should().BeLessThan(1e-12);
        Furthest(queries.grad!, ofQueries).Should().BeLessThan(1e-12);
        Furthest(keys.grad!, ofKeys).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void SupCon_BeyondTheBound_HasTheValueAndTheGradientOfItsDefinition()
    {
        const int Images = 2100;
        var z = Matrix(1, 2 * Images);
        var labels = arange(Images).remainder(7).sub(1); // One class is unlabeled.
        var unit = z.div(z.norm(dim: 1, keepdim: true));
        var similarities = unit.mm(unit.t()).div(0.2);
        var places = arange(2 * Images);
        var same = labels.repeat_interleave(2);
        var own = places.unsqueeze(0).eq(places.unsqueeze(1));
        var ofImage = places.div(2, RoundingMode.floor).unsqueeze(0).eq(places.div(2, RoundingMode.floor).unsqueeze(1));
        var positives = same.unsqueeze(0)
            .eq(same.unsqueeze(1))
            .logical_and(same.ge(0).unsqueeze(1))
            .logical_or(ofImage)
            .logical_and(own.logical_not())
            .to(ScalarType.Float64);
        var pull = similarities.mul(positives).sum(dim: 1L).div(positives.sum(dim: 1L));
        var exact = similarities.masked_fill(own, double.NegativeInfinity).logsumexp(1).sub(pull).mean();
        exact.backward();
        var gradient = z.grad!.clone();
        z.grad!.zero_();

        var loss = SupCon.Loss(z.view(Images, 2, 8), labels, 0.2, 0.2, SupConForm.Out);
        loss.backward();

        Furthest(loss, exact).Should().BeLessThan(1e-12);
        Furthest(z.grad!, gradient).Should().BeLessThan(1e-12);
    }

    private static Tensor Matrix(int seed, int rows)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return randn(new long[] { rows, 8 }, ScalarType.Float64, generator: generator).requires_grad_();
    }

    private static double Furthest(Tensor first, Tensor second) => (first - second).abs().max().ToDouble();
}
