using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The statements with which the networks of a step compute in another type than that of their weights.
/// </summary>
internal static class PrecisionCode
{
    /// <summary>Writes them for the networks that are trained.</summary>
    public static void WriteTrained(IndentedWriter writer, ExperimentModel experiment)
    {
        if (experiment.Training.Precision != Precision.BFloat16)
        {
            return;
        }

        writer.WriteComment(
            "To the end of the step layers multiply in bfloat16, with copies of the weights: one cast of them all for each batch that a network learns from, and their gradients meet in float32. Weights, statistics of normalizations, last layers and loss stay float32."
        );
        writer.WriteLine("using var computeWeights = parameters.InBFloat16();");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine("using var predictorComputeWeights = predictorParameters.InBFloat16();");
        }

        writer.WriteLine();
    }

    /// <summary>Writes them for a momentum encoder, which has moved.</summary>
    public static void WriteFollowing(IndentedWriter writer, ExperimentParts parts)
    {
        if (parts.Experiment.Training.Precision == Precision.BFloat16)
        {
            var name = parts.Method.Momentum!.Name.ToLowerInvariant();
            writer.WriteLine($"using var {name}ComputeWeights = {MomentumCode.Parameters(parts.Method)}.InBFloat16();");
        }
    }
}
