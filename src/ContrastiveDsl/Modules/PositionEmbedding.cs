using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Adds to each token a vector of its position: [N, T, D] to [N, T, D]. The first token is the class token; the others
/// are the patches of a square image, row by row.
/// </summary>
/// <remarks>
/// torchvision's <c>encoder</c> has this parameter beside its blocks and its last norm: register those in here.
/// </remarks>
public sealed class PositionEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Parameter pos_embedding;

    /// <summary>
    /// An embedding that is learned, normal with deviation 0.02 at first, or one that is fixed (<see cref="SinCos"/>).
    /// </summary>
    /// <param name="tokens">T, with the class token: 1 more than a square number.</param>
    /// <param name="width">D; a multiple of 4 where positions are fixed.</param>
    /// <param name="positions">
    /// Learned or fixed. Fixed ones are in the state dict too, but not trained: <c>requires_grad</c> is false.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The tokens are none of a square image with a class token, or the width is no multiple of 4 where it must be.
    /// </exception>
    public PositionEmbedding(int tokens, int width, Positions positions = Positions.Learned)
        : base(nameof(PositionEmbedding))
    {
        var side = (int)SideOf(tokens, nameof(tokens));
        pos_embedding =
            positions == Positions.SinCos
                ? Initialization.Own(SinCos(side, width), trained: false)
                : Initialization.Own(zeros(1, tokens, width));
        if (positions == Positions.Learned)
        {
            nn.init.normal_(pos_embedding, 0, 0.02);
        }

        register_parameter(nameof(pos_embedding), pos_embedding);
    }

    /// <summary>
    /// The fixed embedding of MoCo v3 (Chen et al., 2021, arXiv:2104.02057): [1, 1 + side², width], float32. The class
    /// token's is zero; a patch in row r and column c has sin(ωr), cos(ωr), sin(ωc), cos(ωc), each for the frequencies
    /// ω = 10000^(−k / K), k = 0 … K − 1, with K = width / 4.
    /// </summary>
    /// <param name="side">Patches in a row, at least 1.</param>
    /// <param name="width">Size of a token, a multiple of 4.</param>
    /// <param name="columnsFirst">
    /// Whether sines and cosines of the column come before those of the row, as in MAE (He et al., 2021,
    /// arXiv:2111.06377).
    /// </param>
    /// <exception cref="ArgumentException">The width is no multiple of 4.</exception>
    public static Tensor SinCos(int side, int width, bool columnsFirst = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        if (width < 4 || width % 4 != 0)
        {
            throw new ArgumentException(
                $"A width of {width} has no room for as many sines as cosines for rows and for columns: choose a multiple of 4.",
                nameof(width)
            );
        }

        using var scope = NewDisposeScope();
        var frequencies = arange(width / 4, ScalarType.Float64).mul(-Math.Log(10_000) * 4 / width).exp();
        var angles = arange(side, ScalarType.Float64).outer(frequencies);
        var rows = angles.unsqueeze(1).expand(side, side, width / 4);
        var columns = angles.unsqueeze(0).expand(side, side, width / 4);
        var (first, second) = columnsFirst ? (columns, rows) : (rows, columns);
        var patches = cat([first.sin(), first.cos(), second.sin(), second.cos()], -1).view(1, side * side, width);
        return cat([zeros(new long[] { 1, 1, width }, ScalarType.Float64), patches], 1)
            .to(ScalarType.Float32)
            .MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Adds the positions. Those of an image of another size, square too, are the same field seen at other places:
    /// interpolated bicubically, with a gradient, the class token's left as it is (Caron et al., 2021,
    /// arXiv:2104.14294).
    /// </summary>
    /// <param name="input">[N, T, D], or as many tokens as another square image has.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentException">The tokens are none of a square image with a class token.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.size(1) == pos_embedding.size(1))
        {
            return input.add(pos_embedding);
        }

        using var scope = NewDisposeScope();
        return input.add(Resized(SideOf(input.size(1), nameof(input)))).MoveToOuterDisposeScope();
    }

    /// <summary>The positions of an image of another side, [1, 1 + side², D].</summary>
    private Tensor Resized(long side)
    {
        var (own, width) = (SideOf(pos_embedding.size(1), nameof(pos_embedding)), pos_embedding.size(2));
        var patches = pos_embedding.narrow(1, 1, own * own).view(1, own, own, width).permute(0, 3, 1, 2);
        var resized = nn.functional.interpolate(
            patches,
            size: [side, side],
            mode: InterpolationMode.Bicubic,
            align_corners: false
        );
        return cat([pos_embedding.narrow(1, 0, 1), resized.flatten(2).transpose(1, 2)], 1);
    }

    /// <summary>Patches in a row of a square image, from its tokens with that of the class.</summary>
    private static long SideOf(long tokens, string name)
    {
        var side = (long)Math.Round(Math.Sqrt(Math.Max(0, tokens - 1)));
        return tokens >= 2 && side * side == tokens - 1
            ? side
            : throw new ArgumentException(
                $"{tokens} tokens are not those of a square image with a class token: give 1 more than a square number.",
                name
            );
    }

    /// <summary>Does nothing: the constructor registers the parameter by name.</summary>
    protected override void RegisterComponents() { }
}
