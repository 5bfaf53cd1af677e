using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// Of embeddings [B·V, D], the views of an image in a row, the sums over all of the same class, itself among them:
/// [B·V, D]. Images come in chunks, so that which pairs are of one class is never known of all pairs at once.
/// </summary>
internal sealed class ClassSums : autograd.SingleTensorFunction<ClassSums>
{
    private const string Views = "views";

    /// <inheritdoc/>
    public override string Name => nameof(ClassSums);

    /// <summary>The sums.</summary>
    /// <param name="rows">[B·V, D].</param>
    /// <param name="labels">[B], as <see cref="SameClass"/> reads them.</param>
    internal static Tensor Of(Tensor rows, Tensor labels) => apply(rows, labels, rows.size(0) / labels.size(0));

    /// <summary>How many there are of each class: [B].</summary>
    /// <param name="labels">[B].</param>
    internal static Tensor Counts(Tensor labels)
    {
        using var scope = NewDisposeScope();
        var counts = Chunks(labels).Select(chunk => SameClass.Of(labels, chunk.Start, chunk.Count).sum(dim: 1L));
        return cat(counts.ToArray(), 0).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (rows, labels, views) = ((Tensor)vars[0], (Tensor)vars[1], (long)vars[2]);
        ctx.save_for_backward([labels]);
        ctx.save_data(Views, views);
        return Sum(rows, labels, views);
    }

    /// <summary>Who is of whose class is symmetric: the gradients are summed as the embeddings are.</summary>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        [Sum(grad_output, ctx.get_saved_variables()[0], (long)ctx.get_data(Views)), null!, null!];

    private static Tensor Sum(Tensor rows, Tensor labels, long views)
    {
        using var scope = NewDisposeScope();
        var size = rows.size(1);
        var ofImages = rows.reshape(-1, views, size).sum(dim: 1L);
        var sums = new List<Tensor>();
        foreach (var (start, count) in Chunks(labels))
        {
            using var chunk = NewDisposeScope();
            sums.Add(SameClass.Of(labels, start, count).to(rows.dtype).mm(ofImages).MoveToOuterDisposeScope());
        }

        return cat(sums.ToArray(), 0).unsqueeze(1).expand(-1, views, -1).reshape(-1, size).MoveToOuterDisposeScope();
    }

    private static IEnumerable<(long Start, long Count)> Chunks(Tensor labels) =>
        ChunkedLogSumExp.Chunks(labels.size(0), labels.size(0));
}
