using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>The encoder of a run at its latest checkpoint, as a teacher.</summary>
internal sealed class RunTeacher : ITeacherNetwork
{
    private readonly IExperiment experiment;

    private RunTeacher(IExperiment experiment, ExperimentDefinition definition)
    {
        this.experiment = experiment;
        var encoder = definition.Model.Encoder;
        (Channels, ImageSize, Dimension) = (encoder.Channels, encoder.ImageSize, encoder.Features);
    }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int ImageSize { get; }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>The experiment normalizes images itself.</summary>
    public TeacherNormalization Normalization => TeacherNormalization.Unit;

    /// <inheritdoc/>
    public Tensor Embed(Tensor images) => experiment.Embed(images);

    /// <inheritdoc/>
    public void Dispose() => experiment.Dispose();

    /// <summary>Builds the encoder of a run and loads its weights.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="experiments">The experiments of the program, of which one has trained it.</param>
    /// <param name="device">Where it shall compute.</param>
    /// <exception cref="IOException">The folder is no run, has no checkpoint, or is another program's.</exception>
    internal static RunTeacher Open(string folder, IReadOnlyList<ExperimentDefinition> experiments, string device)
    {
        var (name, settings) = RunFolder.Read(folder);
        var definition = Find(name, folder, experiments);
        var checkpoint = WeightsOf(folder);

        // What the constructor draws is no chance of the run that is about to begin.
        using var chance = get_rng_state();
        var experiment = definition.Create(settings with { Device = device });
        set_rng_state(chance);
        try
        {
            Weights.Load(experiment.Network, checkpoint, "encoder");
            experiment.Network.eval();
            return new RunTeacher(experiment, definition);
        }
        catch
        {
            experiment.Dispose();
            throw;
        }
    }

    /// <summary>The file of weights that counts.</summary>
    internal static string WeightsOf(string folder) =>
        Checkpoint.Latest(folder) is { } latest
            ? Path.Combine(latest, Checkpoint.ModelFile)
            : throw new StateException(
                $"The run in '{folder}' has no checkpoint yet, so it can teach nobody: its encoder is as random as it was built."
            );

    private static ExperimentDefinition Find(
        string name,
        string folder,
        IReadOnlyList<ExperimentDefinition> experiments
    )
    {
        var found = experiments.Where(known => known.Name == name || known.QualifiedName == name).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new StateException(
                found.Length == 0
                    ? $"The teacher in '{folder}' was trained as '{name}', which this program does not declare: declare it beside the student, or export its encoder as ONNX."
                    : $"The teacher in '{folder}' was trained as '{name}', of which this program declares {found.Length}: give them different names."
            );
    }
}
