using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The optimizer of an experiment: its constants and its construction.</summary>
internal static class OptimizerCode
{
    /// <summary>Its type.</summary>
    public static string Type(OptimizerModel optimizer) => Names.Optimization + "." + optimizer.Facts.Word;

    /// <summary>Adds one constant for each setting, with the attribute that it comes from.</summary>
    public static void AddConstants(ExperimentLayout layout, ExperimentModel experiment)
    {
        var optimizer = experiment.Optimizer;
        foreach (var constant in Constants(optimizer, experiment.Schedule is not null))
        {
            layout.Constant(
                constant.Name,
                constant.Value,
                constant.Summary + Provenance.Of(experiment, optimizer.Facts.Word, constant.Name)
            );
        }
    }

    /// <summary>The arguments with which it is made.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The field that holds its parameters.</param>
    public static string?[] Arguments(OptimizerModel optimizer, string parameters) =>
        [
            parameters,
            Code.Arguments([.. optimizer.Memory.Select(Argument)]),
            "weightDecay: WeightDecay",
            .. optimizer.FurtherConstants.Select(Argument),
            .. optimizer.Choices.Select(Code.Argument),
        ];

    private static string Argument(SettingConstant constant) =>
        char.ToLowerInvariant(constant.Name[0]) + constant.Name.Substring(1) + ": " + constant.Name;

    private static IEnumerable<SettingConstant> Constants(OptimizerModel optimizer, bool hasSchedule) =>
        [
            new(nameof(optimizer.LearningRate), optimizer.LearningRate, RateSummary(optimizer, hasSchedule)),
            new(
                nameof(optimizer.WeightDecay),
                optimizer.WeightDecay,
                optimizer.DecayBiasAndNorm
                    ? "Weight decay, of every parameter"
                    : "Weight decay of weights, not of biases and normalization"
            ),
            .. optimizer.Memory,
            .. optimizer.FurtherConstants,
        ];

    private static string RateSummary(OptimizerModel optimizer, bool hasSchedule) =>
        (hasSchedule ? "Peak learning rate" : "Learning rate")
        + optimizer.Scaling switch
        {
            LearningRateScaling.Linear => " for a batch of 256, scaled with the batch size",
            LearningRateScaling.SquareRoot => " for a batch of 1, scaled with the square root of the batch size",
            _ => string.Empty,
        };
}
