using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Definitions around hand-built models, for verbs that build nothing.</summary>
internal static class Definitions
{
    internal static ExperimentDefinition Of(ExperimentModel model) =>
        new(
            model,
            new RunSettings
            {
                Epochs = model.Training.Epochs,
                BatchSize = model.Training.BatchSize,
                Seed = model.Training.Seed,
            },
            _ => throw new InvalidOperationException("This verb must not build the experiment.")
        );

    internal static IReadOnlyList<ExperimentDefinition> Clothes { get; } = [Of(ModelBuilder.Clothes())];
}
