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
        var side = (int)Math.Round(Math.Sqrt(tokens - 1));
        if (tokens < 2 || side * side != tokens - 1)
        {
            throw new ArgumentException(
                $"{tokens} tokens are not those of a square image with a class token: give 1 more than a square number.",
                nameof(tokens)
            );
        }

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

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.add(pos_embedding);

    /// <summary>Does nothing: the constructor registers the parameter by name.</summary>
    protected override void RegisterComponents() { }
}
