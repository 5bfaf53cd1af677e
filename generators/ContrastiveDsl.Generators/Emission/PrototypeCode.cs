using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The statements of prototypes that stay where they are for some epochs.</summary>
internal static class PrototypeCode
{
    /// <summary>Writes the step of their optimizer.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="optimizer">The field that holds the optimizer.</param>
    /// <param name="frozenEpochs">Epochs in which they stay, which the constant <c>FrozenEpochs</c> says too.</param>
    public static void WriteStep(IndentedWriter writer, ExperimentModel experiment, string optimizer, int frozenEpochs)
    {
        var step = optimizer + ".Step(" + ScheduleCode.StepArguments(experiment) + ");";
        if (frozenEpochs == 0)
        {
            writer.WriteLine(step);
            return;
        }

        writer.WriteLine("if (run.Epoch >= FrozenEpochs)");
        using var body = writer.WriteBlock();
        writer.WriteLine(step);
    }
}
