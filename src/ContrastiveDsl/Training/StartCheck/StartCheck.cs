using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Tries the custom parts of an experiment on a tiny batch before a run: what no compiler sees, and what would
/// otherwise show as a score that never moves, or as an error of Torch in the middle of a step.
/// </summary>
/// <remarks>
/// <para>
/// An encoder or head must register its layers, return the size that it states, and let the gradient reach every
/// parameter; one that is frozen on purpose says so by <c>requires_grad = false</c>. A loss must return a finite scalar
/// that depends on what it compares. A transform must make do with the random numbers that it declares, leave its
/// argument alone, and return images of the same shape and type; before a random crop they may be of another size.
/// </para>
/// <para>
/// Custom modules are built anew for it, and Torch's generator is put back: weights, running statistics, queue, bank
/// and random numbers of the run are as if nothing had been tried. An experiment without custom parts costs nothing.
/// </para>
/// </remarks>
public static class StartCheck
{
    /// <summary>
    /// Tries the custom parts of an experiment, once in a program for each device.
    /// <see cref="TrainingRun.Begin(ExperimentDefinition, int)"/> calls it; a program calls it itself where it wants to
    /// know earlier.
    /// </summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="settings">The settings of the run, of which device and batch size count.</param>
    /// <exception cref="CustomCodeException">A custom part does not do what its declaration says.</exception>
    /// <exception cref="IOException">The experiment has a teacher, and there is none where it should be.</exception>
    public static void Require(ExperimentDefinition definition, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(settings);
        if (definition.Model.Method.TeacherPath is { } teacher)
        {
            Teacher.RequireThere(teacher);
        }

        if (definition.IsTriedOn(settings.Device))
        {
            return;
        }

        var faults = Faults(definition, settings);
        if (faults.Count > 0)
        {
            throw new CustomCodeException(string.Join(Environment.NewLine, faults));
        }

        definition.TriedOn(settings.Device);
    }

    /// <summary>What is wrong with the custom parts of an experiment, a sentence or two for each.</summary>
    internal static IReadOnlyList<string> Faults(ExperimentDefinition definition, RunSettings settings)
    {
        var networks = CustomNetwork.Of(definition);
        var transforms = CustomTransform.Of(definition);
        var loss = CustomLoss.Of(definition);
        if (networks.Count == 0 && transforms.Count == 0 && loss is null)
        {
            return [];
        }

        TorchContext.Prepare();
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var state = get_rng_state();
        try
        {
            using var trial = new Trial(settings);
            return
            [
                .. networks.SelectMany(network => network.Faults(trial)),
                .. transforms.SelectMany(transform => transform.Faults(trial)),
                .. loss?.Faults(trial) ?? [],
            ];
        }
        finally
        {
            set_rng_state(state);
        }
    }
}
