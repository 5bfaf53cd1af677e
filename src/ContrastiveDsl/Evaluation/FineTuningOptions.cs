using System.Globalization;

namespace ContrastiveDsl.Evaluation;

/// <summary>How an encoder is fine-tuned.</summary>
/// <remarks>
/// Usual rate and epochs were tried on training images that were set aside; no test image chose them.
/// </remarks>
public sealed record FineTuningOptions
{
    /// <summary>Passes over the labels, at least 1.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Steps at least, however few labels there are.</summary>
    public int MinimumSteps { get; init; } = 60;

    /// <summary>Images of a step, at least 2; fewer where there are not so many labels.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The rate from which a cosine leads down to 0; above 0.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Weight decay of the encoder's and the head's weights, apart from the gradient; at least 0.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>How it is done, in words, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"encoder and head trained on, from the linear probe; AdamW, rate {LearningRate}, weight decay {WeightDecay}, cosine, batch {BatchSize}, {Epochs} epochs (at least {MinimumSteps} steps)"
        );
}
