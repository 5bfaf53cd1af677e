using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The optimizer of an experiment: its constants and its construction.</summary>
internal static class OptimizerCode
{
    /// <summary>Its type.</summary>
    public static string Type(OptimizerModel optimizer) => Names.Optimization + "." + EnumName.Of(optimizer.Kind);

    /// <summary>Writes one constant for each setting, with the attribute that it comes from.</summary>
    public static void WriteConstants(IndentedWriter writer, OptimizerModel optimizer, bool hasSchedule)
    {
        var source = ", from [" + EnumName.Of(optimizer.Kind) + "].";
        Write(writer, "LearningRate", optimizer.LearningRate, RateSummary(optimizer, hasSchedule) + source);
        Write(writer, "WeightDecay", optimizer.WeightDecay, "Weight decay" + source);
        switch (optimizer.Kind)
        {
            case OptimizerKind.Sgd:
                Write(writer, "Momentum", optimizer.Momentum, "Share of the last step in the next" + source);
                break;
            case OptimizerKind.Adam or OptimizerKind.AdamW:
                Write(writer, "Beta1", optimizer.Beta1, "Decay of the mean of gradients" + source);
                Write(writer, "Beta2", optimizer.Beta2, "Decay of the mean of squared gradients" + source);
                Write(writer, "Epsilon", optimizer.Epsilon, "Added to the denominator" + source);
                break;
            case OptimizerKind.Lars:
                Write(writer, "Momentum", optimizer.Momentum, "Share of the last step in the next" + source);
                Write(writer, "TrustCoefficient", optimizer.TrustCoefficient, "Length of a step over the length of the weights" + source);
                break;
        }
    }

    /// <summary>The expression that makes it.</summary>
    public static string Creation(OptimizerModel optimizer) => "new " + Type(optimizer) + "(" + Code.Arguments(
        "parameters",
        IsAdam(optimizer) ? "beta1: Beta1, beta2: Beta2, epsilon: Epsilon" : "momentum: Momentum",
        "weightDecay: WeightDecay",
        optimizer.Kind == OptimizerKind.Lars ? "trustCoefficient: TrustCoefficient" : null,
        optimizer.Kind == OptimizerKind.Lars ? "dialect: " + EnumName.Source(optimizer.Dialect) : null,
        optimizer.Nesterov ? "nesterov: true" : null,
        optimizer.ClipLearningRate ? "clipLearningRate: true" : null,
        optimizer.DecayBiasAndNorm ? "decayBiasAndNorm: true" : null) + ")";

    private static bool IsAdam(OptimizerModel optimizer) => optimizer.Kind is OptimizerKind.Adam or OptimizerKind.AdamW;

    private static string RateSummary(OptimizerModel optimizer, bool hasSchedule) =>
        "Learning rate" + (hasSchedule ? " after warm-up" : string.Empty) + optimizer.Scaling switch
        {
            LearningRateScaling.Linear => " for 256 images a step",
            LearningRateScaling.SquareRoot => " for one image a step",
            _ => string.Empty,
        };

    private static void Write(IndentedWriter writer, string name, double value, string summary)
    {
        XmlDoc.Constant(writer, "double", name, CSharpLiteral.Of(value), summary);
        writer.WriteLine();
    }
}
