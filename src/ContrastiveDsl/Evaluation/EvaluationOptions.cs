namespace ContrastiveDsl.Evaluation;

/// <summary>What is measured of a trained encoder.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Neighbors and temperature of the nearest-neighbor score.</summary>
    public KnnProtocol Knn { get; init; } = new();

    /// <summary>How linear probes are trained and chosen.</summary>
    public ProbeOptions Probe { get; init; } = new();

    /// <summary>Shares of the labels to probe with, each above 0 and below 1.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.01, 0.1];

    /// <summary>Numbers of labels of each class to probe with, each at least 1.</summary>
    public IReadOnlyList<int> Shots { get; init; } = [10];

    /// <summary>Draws of few labels, at least 1.</summary>
    public int Draws { get; init; } = 5;

    /// <summary>How to fine-tune; null for not at all.</summary>
    public FineTuningOptions? FineTuning { get; init; }

    /// <summary>Draws of few labels to fine-tune with, at least 1; the first of <see cref="Draws"/>.</summary>
    public int FineTuningDraws { get; init; } = 3;

    /// <summary>
    /// From which draws of labels, parts set aside and orders follow: the same for encoders that are compared.
    /// </summary>
    public long Seed { get; init; } = 1;
}
