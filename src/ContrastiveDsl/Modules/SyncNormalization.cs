using ContrastiveDsl.Distribution;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// <c>γ (x − m) / √(v + ε) + β</c> for statistics of all processes' rows, and its gradient: a row moves the statistics
/// that the rows of every process are normalized by.
/// </summary>
internal sealed class SyncNormalization : autograd.SingleTensorFunction<SyncNormalization>
{
    private const string Epsilon = "epsilon";

    /// <inheritdoc/>
    public override string Name => nameof(SyncNormalization);

    /// <summary>Normalizes.</summary>
    /// <param name="ctx">Keeps what the backward pass reads.</param>
    /// <param name="vars">x [n, C] or [n, C, H, W], γ [C], β [C], m [C], v [C], ε.</param>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        var (mean, variance, epsilon) = ((Tensor)vars[3], (Tensor)vars[4], (double)vars[5]);
        ctx.save_for_backward([input, weight, mean, variance]);
        ctx.save_data(Epsilon, epsilon);
        return nn.functional.batch_norm(input, mean, variance, weight, bias, training: false, momentum: 0, epsilon);
    }

    /// <summary>The gradients of x, γ and β.</summary>
    /// <remarks>Those of γ and β are this process's part: the sum of all gradients adds the rest.</remarks>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        // The engine may call from a thread of its own, which has no scope.
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (input, weight) = (saved[0], saved[1]);
        var (mean, variance, epsilon) = (saved[2], saved[3], (double)ctx.get_data(Epsilon));

        // Each of these lines is a pass over memory, which is what this layer takes. In the statistics' type, which
        // sums need where the rows are bfloat16.
        var slope = grad_output.to(mean.dtype);
        var normalized = nn.functional.batch_norm(
            input.to(mean.dtype),
            mean,
            variance,
            training: false,
            momentum: 0,
            eps: epsilon
        );

        var rows = AllButChannels(input);
        var ofBias = slope.sum(rows);
        var ofWeight = (slope * normalized).sum(rows);
        var sums = cat([ofBias, ofWeight], 0);
        World.Current.Sum(sums);
        sums.div_(-input.numel() / input.size(1) * World.Current.Size);
        var channels = input.size(1);
        var scale = weight * (variance + epsilon).rsqrt();
        var common = PerChannel(sums.narrow(0, 0, channels) * scale, input);
        var along = PerChannel(sums.narrow(0, channels, channels) * scale, input);

        // (dy − common − x̂ · along) · scale, in place of x̂.
        var ofInput = normalized.mul_(along).add_(common).addcmul_(slope, PerChannel(scale, input), 1);
        return
        [
            ofInput.to(input.dtype).MoveToOuterDisposeScope(),
            ofWeight.MoveToOuterDisposeScope(),
            ofBias.MoveToOuterDisposeScope(),
            null!,
            null!,
            null!,
        ];
    }

    /// <summary>The dimensions over which a channel's statistics go.</summary>
    internal static long[] AllButChannels(Tensor input) => input.dim() == 2 ? [0] : [0, 2, 3];

    /// <summary>A value of each channel, so that it meets that channel's rows.</summary>
    internal static Tensor PerChannel(Tensor values, Tensor like) =>
        like.dim() == 2 ? values : values.view(1, -1, 1, 1);
}
