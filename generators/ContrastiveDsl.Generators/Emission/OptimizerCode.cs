using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The optimizer of an experiment: its constants and its construction.</summary>
internal static class OptimizerCode
{
    /// <summary>Its type.</summary>
    public static string Type(OptimizerModel optimizer) => Names.Optimization + "." + EnumName.Of(optimizer.Kind);

    /// <summary>Adds one constant for each setting, with the attribute that it comes from.</summary>
    public static void AddConstants(ExperimentLayout layout, ExperimentModel experiment)
    {
        var optimizer = experiment.Optimizer;
        var source = Provenance.Of(experiment, optimizer.Attribute, EnumName.Of(optimizer.Kind));
        foreach (var (name, value, summary) in Constants(optimizer, experiment.Schedule is not null))
        {
            layout.Constant(name, value, summary + source);
        }
    }

    /// <summary>The arguments with which it is made.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The field that holds its parameters.</param>
    public static string?[] Arguments(OptimizerModel optimizer, string parameters) =>
        [
            parameters,
            IsAdam(optimizer) ? "beta1: Beta1, beta2: Beta2, epsilon: Epsilon" : "momentum: Momentum",
            "weightDecay: WeightDecay",
            optimizer.Kind == OptimizerKind.Lars ? "trustCoefficient: TrustCoefficient" : null,
            optimizer.Kind == OptimizerKind.Lars ? "dialect: " + EnumName.Source(optimizer.Dialect) : null,
            optimizer.Nesterov ? "nesterov: true" : null,
            optimizer.ClipLearningRate ? "clipLearningRate: true" : null,
            optimizer.DecayBiasAndNorm ? "decayBiasAndNorm: true" : null,
        ];

    private static bool IsAdam(OptimizerModel optimizer) => optimizer.Kind is OptimizerKind.Adam or OptimizerKind.AdamW;

    private static IEnumerable<(string Name, double Value, string Summary)> Constants(
        OptimizerModel optimizer,
        bool hasSchedule
    )
    {
        yield return ("LearningRate", optimizer.LearningRate, RateSummary(optimizer, hasSchedule));
        yield return (
            "WeightDecay",
            optimizer.WeightDecay,
            optimizer.DecayBiasAndNorm
                ? "Weight decay, of every parameter"
                : "Weight decay of weights; biases and normalization have none"
        );
        if (IsAdam(optimizer))
        {
            yield return ("Beta1", optimizer.Beta1, "β1, exponential decay rate of the first moment");
            yield return ("Beta2", optimizer.Beta2, "β2, exponential decay rate of the second moment");
            yield return ("Epsilon", optimizer.Epsilon, "ε, added to the denominator");
            yield break;
        }

        yield return ("Momentum", optimizer.Momentum, "Momentum of the velocity");
        if (optimizer.Kind == OptimizerKind.Lars)
        {
            yield return ("TrustCoefficient", optimizer.TrustCoefficient, "Trust coefficient of the layer-wise rates");
        }
    }

    private static string RateSummary(OptimizerModel optimizer, bool hasSchedule) =>
        (hasSchedule ? "Peak learning rate" : "Learning rate")
        + optimizer.Scaling switch
        {
            LearningRateScaling.Linear => " for a batch of 256, scaled with the batch size",
            LearningRateScaling.SquareRoot => " for a batch of 1, scaled with the square root of the batch size",
            _ => string.Empty,
        };
}
