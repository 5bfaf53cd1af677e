using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>Starts an experiment with weights that were trained before.</summary>
public static class FirstWeights
{
    private const string Encoder = "encoder";

    /// <summary>
    /// Loads weights into the encoder of a new experiment as <see cref="Weights.Load"/> does, and into its momentum
    /// encoder where that begins as a copy. Heads, queues and all else keep their random start: they belong to the
    /// images and the loss of another run.
    /// </summary>
    /// <param name="definition">The experiment's definition.</param>
    /// <param name="experiment">The experiment, newly built.</param>
    /// <param name="path">
    /// A <c>.safetensors</c> file, a checkpoint's folder, or a run's folder, of which the latest checkpoint counts.
    /// </param>
    /// <returns>What was loaded, and what of the file was left out.</returns>
    /// <exception cref="FileNotFoundException">There is nothing to load under the path.</exception>
    /// <exception cref="StateException">The weights do not fit; the message names the keys.</exception>
    public static LoadedWeights Load(ExperimentDefinition definition, IExperiment experiment, string path)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(experiment);
        var loaded = Weights.Load(experiment.Network, path, Encoder);
        if (definition.Model is { Momentum.Start: TargetStart.Copy } model)
        {
            CopyTo(model.Method.Facts.Momentum!.Name.ToLowerInvariant() + "_" + Encoder + ".", experiment);
        }

        return loaded;
    }

    /// <summary>The state of an experiment is made of its own tensors, so that writing to them is loading.</summary>
    private static void CopyTo(string follower, IExperiment experiment)
    {
        using var noGrad = TorchSharp.torch.no_grad();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var state = new StateWriter();
        experiment.Save(state);
        foreach (var (key, value) in experiment.Network.state_dict())
        {
            state.Tensors[follower + key].copy_(value);
        }
    }
}
