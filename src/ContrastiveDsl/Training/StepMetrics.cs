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
);
