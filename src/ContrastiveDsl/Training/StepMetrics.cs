using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Training;

/// <summary>What is known of a step once its numbers have been read.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="LearningRate">The rate it was taken with.</param>
/// <param name="GradientNorm">The norm of its gradients, or null where nobody told it.</param>
/// <param name="Figures">What was measured of its embeddings, or null.</param>
/// <param name="QueueAge">Steps since the oldest key of the queue was put in, where measured.</param>
/// <param name="Chance">The loss of embeddings that say nothing, where there is such a value.</param>
internal readonly record struct StepMetrics(
    long Step,
    float Loss,
    double LearningRate,
    float? GradientNorm,
    EmbeddingFigures? Figures,
    long? QueueAge,
    double? Chance
)
{
    /// <summary>What of it is no finite number, in words; null where all is well.</summary>
    internal string? Fault =>
        !float.IsFinite(Loss) ? Words("loss", Loss)
        : GradientNorm is { } norm && !float.IsFinite(norm) ? Words("norm of the gradients", norm)
        : null;

    private string Words(string what, float value) =>
        FormattableString.Invariant($"The {what} of step {Step} is {value}, with a learning rate of {LearningRate:G4}");
}
