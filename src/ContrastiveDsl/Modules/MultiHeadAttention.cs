using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Self-attention with several heads (Vaswani et al., 2017, arXiv:1706.03762), with the state-dict keys of
/// torch.nn.MultiheadAttention: [N, T, D] to [N, T, D].
/// </summary>
public sealed class MultiHeadAttention : nn.Module<Tensor, Tensor>
{
    private readonly int heads;
    private readonly Parameter in_proj_weight;
    private readonly Parameter in_proj_bias;
    private readonly FullyConnected out_proj;

    /// <summary>Attention with random weights.</summary>
    /// <param name="width">D, a multiple of the heads.</param>
    /// <param name="heads">Number of heads, at least 1.</param>
    /// <param name="asMoCoV3">
    /// Whether weights start as in MoCo v3, queries, keys and values each by themselves, not as in torchvision.
    /// </param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    public MultiHeadAttention(int width, int heads, bool asMoCoV3 = false)
        : base(nameof(MultiHeadAttention))
    {
        if (heads < 1 || width % heads != 0)
        {
            throw new ArgumentException(
                $"{heads} heads cannot split a width of {width}: choose a number that divides it.",
                nameof(heads)
            );
        }

        this.heads = heads;
        in_proj_weight = Initialization.Own(zeros(3 * width, width));
        in_proj_bias = Initialization.Own(zeros(3 * width));
        out_proj = new FullyConnected(width, width);
        nn.init.zeros_(out_proj.Bias!);
        if (asMoCoV3)
        {
            // The bound of xavier-uniform for a matrix [D, D]: the three lie in one tensor, but start as three.
            var bound = Math.Sqrt(6.0 / (width + width));
            nn.init.uniform_(in_proj_weight, -bound, bound);
            nn.init.xavier_uniform_(out_proj.Weight);
        }
        else
        {
            nn.init.xavier_uniform_(in_proj_weight);
        }

        register_parameter(nameof(in_proj_weight), in_proj_weight);
        register_parameter(nameof(in_proj_bias), in_proj_bias);
        register_module(nameof(out_proj), out_proj);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not [N, T, D] with the D of this attention.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        if (shape.Length != 3 || shape[2] != out_proj.Weight.size(1))
        {
            throw new ArgumentException(
                $"This attention reads tokens [N, T, {out_proj.Weight.size(1)}], but got [{string.Join(", ", shape)}].",
                nameof(input)
            );
        }

        using var scope = NewDisposeScope();
        var (batch, tokens, width) = (shape[0], shape[1], shape[2]);
        var weights = ComputeWeights.Of(in_proj_weight);
        var projected = nn
            .functional.linear(ComputeWeights.Fit(input, weights), weights, ComputeWeights.Of(in_proj_bias))
            .view(batch, tokens, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4);
        var x = nn.functional.scaled_dot_product_attention(
            projected.select(0, 0),
            projected.select(0, 1),
            projected.select(0, 2)
        );
        x = x.transpose(1, 2).reshape(batch, tokens, width);
        return out_proj.call(x).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers everything by name.</summary>
    protected override void RegisterComponents() { }
}
