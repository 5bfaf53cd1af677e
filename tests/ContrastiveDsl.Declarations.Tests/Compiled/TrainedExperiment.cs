using System.Reflection;
using ContrastiveDsl.Data;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Declarations.Tests.Compiled;

/// <summary>
/// Takes a few steps with an experiment: its loss must be a number, and gradients must reach every parameter.
/// </summary>
internal sealed class TrainedExperiment
{
    /// <summary>Features of what is trained, and of custom encoders that have what they state.</summary>
    public const int MaximumFeatures = 4096;

    private const int MaximumSteps = 3;
    private const long MaximumParameters = 400_000;
    private const long MaximumPixels = 100_000;

    private readonly List<string> faults = [];
    private readonly HashSet<string> untouched = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ParameterSet> sets;
    private TrainingRun? run;

    private TrainedExperiment(IExperiment experiment)
    {
        sets =
        [
            .. Fields<ParameterSet>(experiment).Where(set => set.Groups.Any(group => group.FlatGradient is not null)),
        ];
        untouched.UnionWith(Places().Select(place => place.Name));
        var trained = Modules(experiment)
            .SelectMany(module => module.parameters())
            .Where(parameter => parameter.requires_grad)
            .Sum(parameter => parameter.numel());
        if (trained != sets.Sum(set => set.Count))
        {
            faults.Add($"{trained} parameters want gradients, {sets.Sum(set => set.Count)} are given to an optimizer.");
        }
    }

    /// <summary>
    /// Whether a step of the experiment costs next to nothing, and its teacher, which nobody asks before a run begins,
    /// gives as many numbers as the projector.
    /// </summary>
    public static bool IsTrainable(ExperimentModel model) =>
        model.Encoder.ParameterCount + model.Projector.ParameterCount < MaximumParameters
        // Custom modules have as many weights as they like; those drawn here have some for each feature.
        && Math.Max(model.Encoder.Features, model.Projector.Output) <= MaximumFeatures
        && (long)model.Training.BatchSize * model.CropSize * model.CropSize * model.Encoder.Channels < MaximumPixels
        && (model.Method.TeacherPath is not { } teacher || teacher == $"{model.Projector.Output}.toy")
        && (model.Bank?.Negatives ?? 0) < 1000
        && (model.Queue?.Size ?? 0) < 10_000;

    /// <summary>What goes wrong in its first steps; <see langword="null"/> if nothing does.</summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="seed">Seed of weights and data.</param>
    public static string? Fault(ExperimentDefinition definition, long seed)
    {
        try
        {
            var model = definition.Model;
            var batch = model.Training.BatchSize;
            var settings = definition.Defaults with { Seed = seed, ScoreShare = 0 };
            using var images = Noise(model, Math.Max(batch * (MaximumSteps + 1), (model.Bank?.Negatives ?? 0) + 2));
            using var experiment = definition.Create(settings);
            var trained = new TrainedExperiment(experiment);
            using var run = trained.run = TrainingRun.Start(definition.Name, settings, new Listener(trained.Look));
            experiment.Train(images, run);
            trained.untouched.Select(name => name + " gets no gradient.").ToList().ForEach(trained.faults.Add);
            return trained.faults.Count == 0 ? null : string.Join("\n", trained.faults.Distinct());
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private void Look(StepReport step)
    {
        if (!double.IsFinite(step.ReadLoss()))
        {
            faults.Add($"The loss of step {step.Position.Step} is {step.ReadLoss()}.");
        }

        foreach (var (name, group, layout) in Places())
        {
            var gradient = group.FlatGradient!.narrow(0, layout.Offset, layout.Length).abs().max().ToSingle();
            if (!float.IsFinite(gradient))
            {
                faults.Add($"A gradient of {name} is {gradient} in step {step.Position.Step}.");
            }
            else if (gradient > 0)
            {
                untouched.Remove(name);
            }
        }

        if (untouched.Count == 0 || faults.Count > 0 || step.Position.Step == MaximumSteps)
        {
            run!.RequestStop();
        }
    }

    /// <summary>Where each parameter lies, by a name that no two of them share.</summary>
    private IEnumerable<(string Name, ParameterGroup Group, ParameterLayout Layout)> Places() =>
        sets.SelectMany(
            (set, index) =>
                set.Groups.SelectMany(group =>
                    group.Layout.Select(layout => ($"{layout.Name} (set {index}, {layout.Offset})", group, layout))
                )
        );

    private static IEnumerable<T> Fields<T>(IExperiment experiment) =>
        experiment
            .GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(experiment))
            .OfType<T>();

    private static IEnumerable<nn.Module> Modules(IExperiment experiment) => Fields<nn.Module>(experiment).Distinct();

    private static ImageSet Noise(ExperimentModel model, int count)
    {
        using var scope = NewDisposeScope();
        var size = model.Encoder.ImageSize;
        return new ImageSet(
            randint(0, 256, [count, model.Encoder.Channels, size, size]).to(ScalarType.Byte),
            arange(count, dtype: ScalarType.Int64).remainder(4)
        );
    }
}
