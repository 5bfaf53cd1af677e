using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// The blends of one call of <see cref="ColorJitter"/>: for each round and image the factor and what to blend with.
/// </summary>
internal sealed class JitterRounds
{
    private readonly JitterPlan plan;
    private readonly Tensor factors; // [Rounds, N]
    private readonly Tensor? means; // [Rounds, N]: weight of the mean luma
    private readonly Tensor? lumas; // [Rounds, N]: weight of the pixel's luma

    /// <summary>Prepares the rounds; everything belongs to the current dispose scope.</summary>
    public JitterRounds(
        JitterPlan plan,
        TransformDraws draws,
        Tensor gate,
        Tensor order,
        ReadOnlySpan<double> strengths
    )
    {
        this.plan = plan;
        var kinds = plan.Blends.Count;
        var table = DeviceConstants.Get(draws.Values, plan.Choices, [kinds * plan.Rounds, plan.Orders]);
        var choices = table.index_select(1, order).view(kinds, plan.Rounds, draws.Samples);

        // What each blend adds to a factor of 1: 0 for images left out.
        var changes = new Tensor[kinds];
        for (var i = 0; i < kinds; i++)
        {
            var kind = plan.Blends[i];
            var change = draws.Uniform(1 + kind, Math.Max(-1, -strengths[kind]), strengths[kind]).mul_(gate);
            changes[i] = choices.select(0, i).mul(change); // [Rounds, N]
        }

        factors = changes[0].add(1);
        for (var i = 1; i < kinds; i++)
        {
            factors.add_(changes[i]);
        }

        means = Weight(changes, JitterPlan.Contrast);
        lumas = Weight(changes, JitterPlan.Saturation);
    }

    /// <summary>Runs one round: for each image the blend whose turn it is, or nothing.</summary>
    public Tensor Apply(Tensor x, ImageSizes sizes, int round)
    {
        using var scope = torch.NewDisposeScope();
        var blended = x.mul(PerImage(factors, round));
        if (Offset(x, sizes, round) is { } offset)
        {
            blended.add_(offset);
        }

        return blended.clamp_(0, 1).MoveToOuterDisposeScope();
    }

    private Tensor? Offset(Tensor x, ImageSizes sizes, int round)
    {
        if (lumas is null)
        {
            return means is null ? null : ColorAdjustment.MeanLuma(x, sizes).mul_(PerImage(means, round));
        }

        var luma = ColorAdjustment.Luma(x);
        var offset = luma.mul(PerImage(lumas, round)); // [N, 1, H, W]
        return means is null
            ? offset
            : offset.add_(luma.mean(new long[] { 2, 3 }, keepdim: true).mul_(PerImage(means, round)));
    }

    // f·x + (1 - f)·reference, and 1 - f is the negated change.
    private Tensor? Weight(Tensor[] changes, int kind)
    {
        for (var i = 0; i < changes.Length; i++)
        {
            if (plan.Blends[i] == kind)
            {
                return changes[i].neg();
            }
        }

        return null;
    }

    private static Tensor PerImage(Tensor rounds, int round) => rounds.select(0, round).view(-1, 1, 1, 1);
}
