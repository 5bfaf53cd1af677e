using ContrastiveDsl.Data;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Benchmarks;

/// <summary>The example's generated training loop, run in memory.</summary>
internal sealed class GeneratedLoop(ImageSet images, int batchSize)
{
    /// <summary>Trains a new experiment for so many steps: one epoch of as many images.</summary>
    public void Run(int steps)
    {
        var definition = Experiments.All.Single(found => found.Name == "ClothesSimClr");
        var settings = definition.Defaults with { Epochs = 1, BatchSize = batchSize };
        using var part = images.Take(steps * batchSize);
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(definition.Name, settings);
        experiment.Train(part, run);
    }
}
