using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A pre-norm block of a vision transformer (Dosovitskiy et al., 2020, arXiv:2010.11929), with torchvision's state-dict
/// keys: self-attention, then a perceptron with exact GELU, each behind a layer normalization and beside a shortcut.
/// [N, T, D] to [N, T, D].
/// </summary>
public sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-6;

    private readonly LayerNorm ln_1;
    private readonly MultiHeadAttention self_attention;
    private readonly LayerNorm ln_2;
    private readonly TransformerMlp mlp;

    /// <summary>A block with random weights.</summary>
    /// <param name="width">D, a multiple of the heads.</param>
    /// <param name="heads">Attention heads, at least 1.</param>
    /// <param name="mlp">Hidden size of the perceptron, at least 1.</param>
    /// <param name="asMoCoV3">Whether weights start as in MoCo v3, not as in torchvision.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    public TransformerBlock(int width, int heads, int mlp, bool asMoCoV3 = false)
        : base(nameof(TransformerBlock))
    {
        ln_1 = nn.LayerNorm(width, eps: Epsilon);
        self_attention = new MultiHeadAttention(width, heads, asMoCoV3);
        ln_2 = nn.LayerNorm(width, eps: Epsilon);
        this.mlp = new TransformerMlp(width, mlp, asMoCoV3);
        register_module(nameof(ln_1), ln_1);
        register_module(nameof(self_attention), self_attention);
        register_module(nameof(ln_2), ln_2);
        register_module(nameof(mlp), this.mlp);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();

        var x = Add(self_attention.call(ln_1.call(input)), input);
        return Add(mlp.call(ln_2.call(x)), x).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What a branch adds to the tokens. In place, since a linear layer does not need its output for the backward pass;
    /// but tokens stay float32 where branches compute in bfloat16.
    /// </summary>
    private static Tensor Add(Tensor branch, Tensor tokens) =>
        branch.dtype == tokens.dtype ? branch.add_(tokens) : tokens.add(branch);

    /// <summary>Does nothing: the constructor registers every module by name.</summary>
    protected override void RegisterComponents() { }
}
