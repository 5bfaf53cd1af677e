using System.Globalization;

namespace ContrastiveDsl.Evaluation;

/// <summary>How an encoder is fine-tuned.</summary>
public sealed record FineTuningOptions
{
    /// <summary>Passes over the labels, at least 1.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Steps at least, however few labels there are.</summary>
    public int MinimumSteps { get; init; } = 60;

    /// <summary>Images of a step, at least 2; fewer where there are not so many labels.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The rate from which a cosine leads down to 0; above 0.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Momentum of the gradient descent, with Nesterov's look-ahead; in (0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>How it is done, in words, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"encoder and head trained on, from the linear probe; SGD, Nesterov momentum {Momentum}, rate {LearningRate}, cosine, batch {BatchSize}, {Epochs} epochs (at least {MinimumSteps} steps)"
        );
}
