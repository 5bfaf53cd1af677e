using System.Globalization;

namespace ContrastiveDsl.Evaluation;

/// <summary>How linear probes are trained and chosen.</summary>
public sealed record ProbeOptions
{
    /// <summary>The rates to try, each with every weight decay; at least one, ascending.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.03, 0.1, 0.3, 1, 3];

    /// <summary>
    /// The weight decays to try; at least one, descending, so that of equals the stronger one is chosen.
    /// </summary>
    public IReadOnlyList<double> WeightDecays { get; init; } = [1e-2, 1e-3, 1e-4, 0];

    /// <summary>What is taken where there are too few labels to choose by.</summary>
    public ProbeSetting Fallback { get; init; } = new(0.1, 1e-2);

    /// <summary>Passes over the labels, at least 1.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Steps at least, however few labels there are.</summary>
    public int MinimumSteps { get; init; } = 300;

    /// <summary>Images of a step, at least 1.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Momentum of the gradient descent, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Labels are dealt to so many parts, by which settings are compared; at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>All settings to try.</summary>
    public IReadOnlyList<ProbeSetting> Settings =>
        [.. from rate in LearningRates from decay in WeightDecays select new ProbeSetting(rate, decay)];

    /// <summary>The method and what is tried, in words, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"softmax regression on standardized features, SGD, momentum {Momentum}, batch {BatchSize}, {Epochs} epochs (at least {MinimumSteps} steps), cosine; tried rates {List(LearningRates)} × weight decays {List(WeightDecays)}"
        );

    private static string List(IReadOnlyList<double> values) =>
        string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
