using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Native;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>A program that computes with the library without any command, and says what that prepared.</summary>
internal static class FirstTouch
{
    /// <summary>The verb of the tests' program.</summary>
    internal const string Verb = "first-touch";

    private static readonly Dictionary<string, Action> Cases = new(StringComparer.Ordinal)
    {
        [nameof(Convolution2d)] = () => new Convolution2d(1, 1, kernel: 1).Dispose(),
        [nameof(LayerNormalization)] = () => new LayerNormalization(2).Dispose(),
        [nameof(TransformDraws)] = () => _ = new TransformDraws(zeros(1, 1)),
        [nameof(Weights)] = SaveWeights,
        [nameof(FeatureSet)] = () => FeatureSet.Of(zeros(1, 1), zeros(1, ScalarType.Int64)),
        [nameof(ParameterSet)] = () => new ParameterSet(nn.Linear(1, 1)).Dispose(),
        [nameof(NtXent)] = () => NtXent.Loss(zeros(2, 1), zeros(2, 1), temperature: 1),
        [nameof(Vicreg)] = () => Vicreg.Variance(zeros(2, 1)),
        [nameof(L1Reconstruction)] = () => L1Reconstruction.Loss(zeros(1, 1, 1), zeros(1, 1, 1), ones(1, 1)),
        [nameof(NegativeQueue)] = () => new NegativeQueue(1, 1, new RandomSource(1), CPU).Dispose(),
        [nameof(TeacherCenter)] = () => new TeacherCenter(1, 0.9, CPU).Dispose(),
        [nameof(LinearClassifier)] = () => _ = new LinearClassifier(zeros(1, 1), zeros(1)),
    };

    /// <summary>The names of what may be touched first.</summary>
    internal static IEnumerable<string> Names => Cases.Keys;

    /// <summary>Touches it, and succeeds if numbers are freed late from then on, where they can be.</summary>
    internal static int Run(string name)
    {
        Cases[name]();
        return ScalarMemory.IsUsed == ImportTable.IsSupported ? 0 : 1;
    }

    private static void SaveWeights()
    {
        var file = Path.GetTempFileName();
        Weights.Save(nn.Linear(1, 1), file);
        File.Delete(file);
    }
}
