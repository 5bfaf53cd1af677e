using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// Supervised contrastive learning (Khosla et al., 2020, arXiv:2004.11362, equations 2 and 3): each embedding shall
/// recognize the other views of its image and all views of the images of its class among all other embeddings of the
/// batch.
/// </summary>
public static class SupCon
{
    private const string Name = "SupCon";

    /// <summary>
    /// The mean over all B·V anchors i of <c>-1/|P| Σₚ log(exp s(i, p) / Σₐ exp s(i, a))</c>, or of <c>-log(1/|P| Σₚ
    /// exp s(i, p) / Σₐ exp s(i, a))</c> with the sum inside, times τ/τ₀. P are the anchor's positives, a runs over all
    /// embeddings but i, and s is the cosine divided by the temperature τ.
    /// </summary>
    /// <remarks>
    /// Normalized here, in float32 (float64 stays float64). An anchor without positives, that is the only view of the
    /// only image of its class, counts as 0 in the mean. Equal embeddings give ln(B·V - 1)·τ/τ₀ in either form. If no
    /// image has a label and V is 2, this is NT-Xent times τ/τ₀. Code that leaves out the 1/|P| inside of the logarithm
    /// has a loss lower by the mean of ln |P|·τ/τ₀, a constant of the labels, with the same gradient.
    /// </remarks>
    /// <param name="z">Embeddings [B, V, D], not normalized; V views of each image.</param>
    /// <param name="labels">
    /// Classes [B] (int64) on the same device. A negative one, commonly -1, means unlabeled: such an image's positives
    /// are its own other views only.
    /// </param>
    /// <param name="temperature">τ, above 0; 0.1 in the paper.</param>
    /// <param name="baseTemperature">
    /// τ₀, above 0. The loss is scaled by τ/τ₀, so the same as the temperature leaves it as it is; 0.07 in the authors'
    /// code.
    /// </param>
    /// <param name="form">Where the sum over the positives stands.</param>
    /// <returns>A scalar, float32 (float64 if z is), with gradients to z.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not [B, V, D], fewer than 2 in all, or the labels are not int64 [B].
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A temperature is not above 0, or there is no such form.
    /// </exception>
    public static Tensor Loss(Tensor z, Tensor labels, double temperature, double baseTemperature, SupConForm form)
    {
        Check(z, labels, form);
        Require.Temperature(temperature);
        Require.Temperature(baseTemperature, nameof(baseTemperature));
        using var scope = torch.NewDisposeScope();
        var unit = UnitRows.Of(z.reshape(-1, z.size(2)), UnitRows.Precision(z), Math.Sqrt(temperature)); // [BV, D], the views of an image in a row
        var terms =
            form == SupConForm.Out && ChunkedLogSumExp.IsFor(unit.size(0), unit.size(0))
                ? TermsInChunks(unit, labels)
                : Terms(unit, labels, form);
        return terms.mean().mul(temperature / baseTemperature).MoveToOuterDisposeScope();
    }

    /// <summary>The term of each anchor, by all similarities: [BV].</summary>
    private static Tensor Terms(Tensor unit, Tensor labels, SupConForm form)
    {
        var self = torch.eye(unit.size(0), dtype: ScalarType.Bool, device: unit.device);
        var similarities = unit.mm(unit.t()).masked_fill_(self, double.NegativeInfinity); // [BV, BV]
        var positives = Positives(labels, unit.size(0) / labels.size(0)).logical_and(self.logical_not());
        var counts = positives.sum(dim: 1L); // [BV]
        var alone = counts.eq(0);
        var divisors = counts.clamp_min(1).to(similarities.dtype);
        var pull =
            form == SupConForm.Out
                ? Outside(similarities, positives, divisors)
                : Inside(similarities, positives, alone, divisors);
        return similarities.logsumexp(1).sub(pull).masked_fill(alone, 0);
    }

    /// <summary>
    /// The same without all similarities at once: the mean of products with the positives is the product with their
    /// mean.
    /// </summary>
    private static Tensor TermsInChunks(Tensor unit, Tensor labels)
    {
        var views = unit.size(0) / labels.size(0);
        var counts = ClassSums.Counts(labels).mul(views).sub(1).unsqueeze(1).expand(-1, views).reshape(-1); // [BV]
        var sums = ClassSums.Of(unit, labels).sub(unit);
        var pull = UnitRows.Products(unit, sums).div(counts.clamp_min(1).to(unit.dtype));
        var others = ChunkedLogSumExp.Of(unit, unit, period: unit.size(0));
        return others.sub(pull).masked_fill(counts.eq(0), 0);
    }

    /// <summary>The mean of the positives' similarities: [BV].</summary>
    private static Tensor Outside(Tensor similarities, Tensor positives, Tensor divisors) =>
        similarities.masked_fill(positives.logical_not(), 0).sum(dim: 1L).div(divisors);

    /// <summary>The logarithm of the mean of the exponentials of the positives' similarities: [BV].</summary>
    private static Tensor Inside(Tensor similarities, Tensor positives, Tensor alone, Tensor divisors)
    {
        // A row of minus infinity alone has no gradient but NaN. One without positives keeps all its similarities
        // instead, and its term is dropped afterwards.
        var kept = positives.logical_or(alone.unsqueeze(1));
        return similarities.masked_fill(kept.logical_not(), double.NegativeInfinity).logsumexp(1).sub(divisors.log());
    }

    /// <summary>
    /// Which pairs of views belong to one image or class: [BV, BV], an embedding with itself among them.
    /// </summary>
    private static Tensor Positives(Tensor labels, long views)
    {
        var images = labels.size(0);
        return SameClass
            .Of(labels)
            .unsqueeze(1)
            .unsqueeze(3)
            .expand(images, views, images, views)
            .reshape(images * views, images * views);
    }

    private static void Check(Tensor z, Tensor labels, SupConForm form)
    {
        ArgumentNullException.ThrowIfNull(z);
        if (z.dim() != 3)
        {
            throw new ArgumentException(
                $"{Name} takes the embeddings of all views of a batch, [B, V, D], but they are {Require.Shape(z)}. Stack the views along axis 1.",
                nameof(z)
            );
        }

        if (z.size(0) * z.size(1) < 2)
        {
            throw new ArgumentException(
                $"{Name} compares the embeddings of a batch with each other, so it needs at least 2, but they are {Require.Shape(z)}.",
                nameof(z)
            );
        }

        Require.Labels(Name, labels, nameof(labels), z.size(0));
        if (form is not (SupConForm.Out or SupConForm.In))
        {
            throw new ArgumentOutOfRangeException(nameof(form), form, "The form must be Out or In.");
        }
    }
}
