using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of distillation without labels: a student shall find images as similar as its teacher does
/// (<see cref="Similarity"/>; SEED: Fang et al., 2021, arXiv:2101.04731, equations 2 to 5), and have its features
/// (<see cref="Regression"/>). Each term is there alone too, to be watched.
/// </summary>
public static class Distill
{
    private const string Name = "Distillation";

    /// <summary>
    /// <c>similarityWeight · Similarity + regressionWeight · Regression</c>; a term of weight 0 is not computed.
    /// </summary>
    /// <param name="embeddings">The student's embeddings of a view of each image, [B, D], not normalized.</param>
    /// <param name="targets">The teacher's of the same views, [B, D], not normalized. They get no gradient.</param>
    /// <param name="queue">
    /// The teacher's embeddings of earlier images, [K, D], each row of length one. They get no gradient.
    /// </param>
    /// <param name="temperature">τ of the student, above 0; 0.2 in the paper.</param>
    /// <param name="teacherTemperature">τ of the teacher, above 0; 0.01 in the paper.</param>
    /// <param name="similarityWeight">Weight of the cross entropy of similarities, 0 or more.</param>
    /// <param name="regressionWeight">Weight of the distance of features, 0 or more.</param>
    /// <returns>A scalar, float32 (float64 if embeddings or targets are), with gradients to the embeddings.</returns>
    /// <exception cref="ArgumentException">
    /// Embeddings and targets are not two matrices of one shape with at least one row, or the queue is not [K, D] of
    /// their D with K at least 1.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A temperature is not above 0, a weight is negative or not finite, or both are 0.
    /// </exception>
    public static Tensor Loss(
        Tensor embeddings,
        Tensor targets,
        Tensor queue,
        double temperature,
        double teacherTemperature,
        double similarityWeight,
        double regressionWeight
    )
    {
        Check(embeddings, targets, queue, temperature, teacherTemperature);
        Require.Weight(similarityWeight, nameof(similarityWeight));
        Require.Weight(regressionWeight, nameof(regressionWeight));
        if (similarityWeight + regressionWeight <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(similarityWeight),
                similarityWeight,
                "One of the two weights must be above 0."
            );
        }

        using var scope = torch.NewDisposeScope();
        var similarity =
            similarityWeight > 0
                ? Similarity(embeddings, targets, queue, temperature, teacherTemperature).mul(similarityWeight)
                : null;
        var regression = regressionWeight > 0 ? Regression(embeddings, targets).mul(regressionWeight) : null;
        var loss =
            similarity is null ? regression!
            : regression is null ? similarity
            : similarity.add(regression);
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The mean over the images of the cross entropy of two distributions over the teacher's embedding of the image
    /// itself and those of the queue: softmaxes of the teacher's and of the student's cosines with them, each divided
    /// by its temperature.
    /// </summary>
    /// <remarks>
    /// Normalized here, in float32 (float64 stays float64); the queue's rows are taken to have length one. As in the
    /// authors' code each image has its own embedding beside the queue, which takes those of the batch afterwards. ln(K
    /// + 1) where the student cannot tell any of them apart, and never below the entropy of what the teacher says.
    /// </remarks>
    /// <param name="embeddings">As for <see cref="Loss"/>.</param>
    /// <param name="targets">As for <see cref="Loss"/>.</param>
    /// <param name="queue">As for <see cref="Loss"/>.</param>
    /// <param name="temperature">As for <see cref="Loss"/>.</param>
    /// <param name="teacherTemperature">As for <see cref="Loss"/>.</param>
    /// <returns>A scalar, float32 (float64 if embeddings or targets are), with gradients to the embeddings.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Loss"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A temperature is not above 0.</exception>
    public static Tensor Similarity(
        Tensor embeddings,
        Tensor targets,
        Tensor queue,
        double temperature,
        double teacherTemperature
    )
    {
        Check(embeddings, targets, queue, temperature, teacherTemperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(embeddings, targets);
        var teacher = UnitRows.Of(targets.detach(), precision);
        var others = queue.detach().to(precision);
        var said = Cosines(teacher, teacher, others).div(teacherTemperature).softmax(1);
        var student = UnitRows.Of(embeddings, precision, temperature);
        var predicted = Cosines(student, teacher, others).log_softmax(1);
        return said.mul(predicted).sum(dim: 1L).mean().neg().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// <c>1 - cos(embedding, target)</c>, the mean over the images, from 0 to 2: half the squared distance of their
    /// directions.
    /// </summary>
    /// <remarks>Normalized here, in float32 (float64 stays float64).</remarks>
    /// <param name="embeddings">As for <see cref="Loss"/>.</param>
    /// <param name="targets">As for <see cref="Loss"/>.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to the embeddings.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not two matrices of one shape with at least one row.
    /// </exception>
    public static Tensor Regression(Tensor embeddings, Tensor targets)
    {
        Require.Pair(Name, embeddings, nameof(embeddings), targets, nameof(targets));
        using var scope = torch.NewDisposeScope();
        return UnitRows.MeanCosine(embeddings, targets).neg().add(1).MoveToOuterDisposeScope();
    }

    /// <summary>Products of each row with its own unit row, in front, and with the queue: [B, 1 + K].</summary>
    private static Tensor Cosines(Tensor rows, Tensor own, Tensor queue) =>
        torch.cat(new[] { UnitRows.Products(rows, own).unsqueeze(1), rows.mm(queue.t()) }, 1);

    private static void Check(
        Tensor embeddings,
        Tensor targets,
        Tensor queue,
        double temperature,
        double teacherTemperature
    )
    {
        Require.Pair(Name, embeddings, nameof(embeddings), targets, nameof(targets));
        ArgumentNullException.ThrowIfNull(queue);
        if (queue.dim() != 2 || queue.size(0) < 1 || queue.size(1) != embeddings.size(1))
        {
            throw new ArgumentException(
                $"The queue must hold one embedding a row, [K, {embeddings.size(1)}] for embeddings {Require.Shape(embeddings)}, but it is {Require.Shape(queue)}.",
                nameof(queue)
            );
        }

        Require.Temperature(temperature);
        Require.Temperature(teacherTemperature, nameof(teacherTemperature));
    }
}
