using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The contrastive loss on pairs (Chopra, Hadsell and LeCun, CVPR 2005; in this form Hadsell, Chopra and LeCun, CVPR
/// 2006, "Dimensionality reduction by learning an invariant mapping", equation 4): similar embeddings shall be close,
/// dissimilar ones at least a margin apart.
/// </summary>
public static class PairwiseContrastive
{
    private const string Name = "The pairwise contrastive loss";

    // Of the squared distance, before its root: the root has no finite slope at 0.
    private const double SmallestSquare = 1e-12;

    /// <summary>
    /// Over all B·B pairs of a first and a second view: the mean of <c>d²</c> over the similar ones plus the mean of
    /// <c>max(0, margin - d)²</c> over the dissimilar ones, d being the Euclidean distance.
    /// </summary>
    /// <remarks>
    /// A pair is similar if both views are of one image or their images are of one class. Each mean is over its own
    /// pairs, since among B² pairs B similar ones would not weigh anything; without dissimilar pairs their term is 0.
    /// The papers' factor ½ is left out. Computed in float32 (float64 stays float64). Equal embeddings of different
    /// images give margin².
    /// </remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="labels">
    /// Classes [B] (int64) on the same device. A negative one, commonly -1, means unlabeled: such an image is similar
    /// to itself only.
    /// </param>
    /// <param name="margin">Above 0; 1 in the paper. Unit vectors are at most 2 apart.</param>
    /// <param name="normalize">Whether embeddings are brought to length one first.</param>
    /// <returns>
    /// A scalar, float32 (float64 if an input is), with gradients to both inputs; finite where two embeddings are
    /// equal.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not two matrices of one shape with at least one row, or the labels are not int64 [B].
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0.</exception>
    public static Tensor Loss(Tensor z0, Tensor z1, Tensor labels, double margin, bool normalize)
    {
        Require.Pair(Name, z0, nameof(z0), z1, nameof(z1));
        Require.Labels(Name, labels, nameof(labels), z0.size(0));
        if (!(margin > 0 && double.IsFinite(margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must be above 0; 1 is usual.");
        }

        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(z0, z1);
        var squares = Squares(UnitRows.Of(z0, precision, 1, normalize), UnitRows.Of(z1, precision, 1, normalize));
        var similar = SameClass.Of(labels);
        var lacking = squares.clamp_min(SmallestSquare).sqrt().neg().add(margin).relu().square();
        return MeanWhere(squares, similar).add(MeanWhere(lacking, similar.logical_not())).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The squared distances of all rows of a and b [B, D]: [B, B], without a tensor of all differences.
    /// </summary>
    private static Tensor Squares(Tensor a, Tensor b)
    {
        // Distances do not know where the origin is. Close to the rows, less cancels between the squares and the
        // products.
        var center = a.detach().mean(new long[] { 0 });
        var (x, y) = (a.sub(center), b.sub(center));
        var lengths = x.square().sum(dim: 1L).unsqueeze(1).add(y.square().sum(dim: 1L));
        return lengths.sub(x.mm(y.t()).mul(2));
    }

    /// <summary>The mean of the values [B, B] where the mask is true, 0 if it is nowhere.</summary>
    private static Tensor MeanWhere(Tensor values, Tensor mask) =>
        values.masked_fill(mask.logical_not(), 0).sum().div(mask.sum().clamp_min(1).to(values.dtype));
}
