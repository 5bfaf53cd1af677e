using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The optimizer of an experiment: its constants and its construction.</summary>
internal static class OptimizerCode
{
    /// <summary>Its type.</summary>
    public static string Type(OptimizerModel optimizer) => Names.Optimization + "." + EnumName.Of(optimizer.Kind);

    /// <summary>Writes one constant for each setting, with the attribute that it comes from.</summary>
    public static void WriteConstants(IndentedWriter writer, ExperimentModel experiment)
    {
        var optimizer = experiment.Optimizer;
        var hasSchedule = experiment.Schedule is not null;
        var source = Provenance.Of(experiment, optimizer.Attribute, EnumName.Of(optimizer.Kind));
        foreach (var (name, value) in Constants(optimizer))
        {
            XmlDoc.Constant(writer, "double", name, CSharpLiteral.Of(value), Summary(name, optimizer, hasSchedule) + source);
            writer.WriteLine();
        }
    }

    /// <summary>The settings of the optimizer's kind by name.</summary>
    public static IEnumerable<(string Name, double Value)> Constants(OptimizerModel optimizer)
    {
        yield return ("LearningRate", optimizer.LearningRate);
        yield return ("WeightDecay", optimizer.WeightDecay);
        if (IsAdam(optimizer))
        {
            yield return ("Beta1", optimizer.Beta1);
            yield return ("Beta2", optimizer.Beta2);
            yield return ("Epsilon", optimizer.Epsilon);
            yield break;
        }

        yield return ("Momentum", optimizer.Momentum);
        if (optimizer.Kind == OptimizerKind.Lars)
        {
            yield return ("TrustCoefficient", optimizer.TrustCoefficient);
        }
    }

    /// <summary>Writes the statement that makes it.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="field">The field that holds it.</param>
    /// <param name="parameters">The field that holds its parameters.</param>
    public static void WriteCreation(IndentedWriter writer, OptimizerModel optimizer, string field, string parameters) => Code.WriteCall(
        writer,
        field + " = new " + Type(optimizer),
        parameters,
        IsAdam(optimizer) ? "beta1: Beta1, beta2: Beta2, epsilon: Epsilon" : "momentum: Momentum",
        "weightDecay: WeightDecay",
        optimizer.Kind == OptimizerKind.Lars ? "trustCoefficient: TrustCoefficient" : null,
        optimizer.Kind == OptimizerKind.Lars ? "dialect: " + EnumName.Source(optimizer.Dialect) : null,
        optimizer.Nesterov ? "nesterov: true" : null,
        optimizer.ClipLearningRate ? "clipLearningRate: true" : null,
        optimizer.DecayBiasAndNorm ? "decayBiasAndNorm: true" : null);

    private static bool IsAdam(OptimizerModel optimizer) => optimizer.Kind is OptimizerKind.Adam or OptimizerKind.AdamW;

    private static string Summary(string name, OptimizerModel optimizer, bool hasSchedule) => name switch
    {
        "LearningRate" => RateSummary(optimizer, hasSchedule),
        "WeightDecay" => optimizer.DecayBiasAndNorm ? "Weight decay of every parameter" : "Weight decay of all parameters but biases and normalisation",
        "Beta1" => "Decay of the mean of gradients",
        "Beta2" => "Decay of the mean of squared gradients",
        "Epsilon" => "Added to the denominator",
        "Momentum" => "Share of the last step in the next",
        _ => "Length of a layer's step over the length of its weights",
    };

    private static string RateSummary(OptimizerModel optimizer, bool hasSchedule) =>
        "Learning rate" + (hasSchedule ? " after warm-up" : string.Empty) + optimizer.Scaling switch
        {
            LearningRateScaling.Linear => " at 256 images a step",
            LearningRateScaling.SquareRoot => " at one image a step",
            _ => string.Empty,
        };
}
