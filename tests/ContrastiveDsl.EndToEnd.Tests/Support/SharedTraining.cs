using System.Collections.Concurrent;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>
/// Trainings that several tests look at, each done once, when it is asked for: they take most of the tests' time.
/// </summary>
internal static class SharedTraining
{
    /// <summary>Images of a short training.</summary>
    public const int Images = 3 * BatchSize;

    /// <summary>Epochs of a short training.</summary>
    public const int Epochs = 2;

    /// <summary>Images of a batch.</summary>
    public const int BatchSize = 64;

    /// <summary>Steps of an epoch of an observed training.</summary>
    public const int ObservedSteps = 8;

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string, byte[]>>> ShortBits = new();
    private static readonly ConcurrentDictionary<string, Lazy<ObservedTraining>> Observations = new();

    /// <summary>
    /// What an experiment has learned, to the bit, after two epochs of three steps that nothing disturbed.
    /// </summary>
    public static IReadOnlyDictionary<string, byte[]> BitsOf(string name) =>
        ShortBits.GetOrAdd(name, key => new(() => TrainShortly(key))).Value;

    /// <summary>What is seen of an experiment that trains in epochs of eight steps.</summary>
    public static ObservedTraining Observed(string name) =>
        Observations.GetOrAdd(name, key => new(() => Observe(key))).Value;

    /// <summary>Trains for two epochs of three steps.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="seed">Its seed; by default its own.</param>
    public static IReadOnlyDictionary<string, byte[]> TrainShortly(string name, long? seed = null)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, Epochs, BatchSize, seed);
        using var images = RealImages.Train(Images);
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings);
        experiment.Train(images, run);
        return Bits.Of(experiment);
    }

    private static ObservedTraining Observe(string name)
    {
        Garbage.Collect();
        var (losses, alive) = (new List<double>(), new List<long>());
        var warnings = new List<(int Steps, string Message)>();
        var definition = TrainingTests.Definition(name);
        // Networks as large as a user's learn within two epochs, and take long.
        var epochs = name == nameof(FashionMnist.ClothesSimClr) ? 2 : 8;
        var settings = TrainingTests.Settings(definition, epochs, BatchSize);
        using var images = RealImages.Train(ObservedSteps * BatchSize);
        using var experiment = definition.Create(settings);
        var listener = new Listener(step =>
        {
            alive.Add(torch.Tensor.TotalCount);
            losses.Add(step.ReadLoss());
        })
        {
            OnWarning = message => warnings.Add((losses.Count, message)),
        };
        using var run = TrainingRun.Start(name, settings, listener);
        experiment.Train(images, run);

        // Later a queue may come into use, and what is declared to collapse does so.
        return new(
            losses,
            alive[..ObservedSteps],
            [.. warnings.Where(warning => warning.Steps <= ObservedSteps).Select(warning => warning.Message)]
        );
    }
}

/// <summary>What is seen of a training.</summary>
/// <param name="Losses">The loss of every step.</param>
/// <param name="Alive">Tensors alive at the end of every step of the first epoch, those of the step among them.</param>
/// <param name="Warnings">What the run warned of in the first epoch.</param>
internal sealed record ObservedTraining(
    IReadOnlyList<double> Losses,
    IReadOnlyList<long> Alive,
    IReadOnlyList<string> Warnings
);
