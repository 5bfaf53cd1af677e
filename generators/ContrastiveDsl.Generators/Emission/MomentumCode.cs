using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The momentum encoder of an experiment: its constants, its schedule, its update.</summary>
internal static class MomentumCode
{
    /// <summary>The constants by name.</summary>
    public static IEnumerable<(string Name, double Value, string Summary)> Constants(ExperimentModel experiment)
    {
        if (experiment.Momentum is not { } momentum)
        {
            yield break;
        }

        var rises = momentum.Schedule == MomentumSchedule.Cosine;
        var source = momentum.Attribute >= 0 ? Provenance.Of(experiment, momentum.Attribute, Words.Of<MomentumEncoderAttribute>()) : ", the default of [" + experiment.Method.Facts.Word + "].";
        yield return ("EncoderMomentum", momentum.Momentum, "Share of itself that the momentum encoder keeps in " + (rises ? "the first" : "a") + " step" + source);
        if (rises)
        {
            yield return ("FinalEncoderMomentum", momentum.FinalMomentum, "That share at the end of the run" + source);
        }
    }

    /// <summary>Writes the schedule of the momentum, where it has one.</summary>
    public static void WritePreparation(IndentedWriter writer, MomentumModel? momentum)
    {
        if (momentum is { Schedule: MomentumSchedule.Cosine })
        {
            Code.WriteCall(
                writer,
                "var momentum = new " + Names.Optimization + ".CosineMomentum",
                "EncoderMomentum",
                "FinalEncoderMomentum",
                "(long)order.StepsPerEpoch * run.Settings.Epochs");
        }
    }

    /// <summary>The statement that moves the momentum encoder.</summary>
    public static string Update(ExperimentParts parts) =>
        Names.Memory + ".MomentumUpdate.Step(" + Parameters(parts.Method) + ", parameters, "
        + (parts.Experiment.Momentum is { Schedule: MomentumSchedule.Cosine } ? "momentum.At(run.Step)" : "EncoderMomentum") + ");";

    /// <summary>The field that holds the momentum encoder's parameters.</summary>
    public static string Parameters(Method method) => method.Target.ToLowerInvariant() + "Parameters";
}
