using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>
/// Trains one experiment after the other in float64, in which sums of another order do not show, and writes the first
/// gradients and the last state of each.
/// </summary>
internal static class TrainedExperiments
{
    /// <summary>The verb of the tests' program.</summary>
    internal const string Verb = "trained";

    /// <summary>The end of the name of a file with first gradients.</summary>
    internal const string Gradients = ".gradients";

    /// <summary>The end of the name of a file with a last state.</summary>
    internal const string State = ".state";

    private const int BatchSize = 16;
    private const int Steps = 20;

    /// <summary>Trains in all processes; the first writes to a folder, the others compare themselves with it.</summary>
    internal static void Run(World world, string folder, IEnumerable<string> names)
    {
        set_default_dtype(ScalarType.Float64);
        foreach (var name in names)
        {
            using var scope = NewDisposeScope();
            var definition = TrainingTests.Definition(name);
            var settings = TrainingTests.Settings(definition, epochs: 2, BatchSize) with { Threads = 1 };
            using var images = Noise(definition.Model.Encoder.ImageSize);
            using var experiment = definition.Create(settings);
            foreach (var (_, module) in ExperimentNetworks.Of(experiment))
            {
                ComputeInFloat64(module);
            }

            var gradients = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            var listener = new Listener(step =>
            {
                if (step.Position.Step == 1)
                {
                    Keep(gradients, experiment);
                }
            });
            using var run = TrainingRun.Start(name, settings, listener);
            experiment.Train(images, run);
            run.Step.Should().Be(Steps);
            var state = new StateWriter();
            experiment.Save(state);
            RequireSameBits(world, name, state.Tensors);
            if (world.IsFirst)
            {
                Write(Path.Combine(folder, name + Gradients), gradients);
                Write(Path.Combine(folder, name + State), state.Tensors);
            }
        }
    }

    /// <summary>Views are float32; chance of its own in each process would be another mathematics.</summary>
    private static void ComputeInFloat64(nn.Module network)
    {
        foreach (var module in network.modules())
        {
            if (module is Dropout dropout)
            {
                dropout.p = 0;
            }
            else if (module is Modules.Convolution2d convolution)
            {
                // A transformer that leaves patches out is not called as a module.
                convolution.register_forward_pre_hook((_, input) => input.to(ScalarType.Float64));
            }
        }

        if (network is nn.Module<Tensor, Tensor> called)
        {
            called.register_forward_pre_hook((_, input) => input.to(ScalarType.Float64));
        }
    }

    private static void Keep(Dictionary<string, Tensor> gradients, IExperiment experiment)
    {
        foreach (var (name, module) in ExperimentNetworks.Of(experiment))
        {
            foreach (var (key, parameter) in module.named_parameters())
            {
                if (parameter.grad is { } gradient)
                {
                    gradients[name + "." + key] = gradient.clone().DetachFromDisposeScope();
                }
            }
        }
    }

    private static void RequireSameBits(World world, string name, IReadOnlyDictionary<string, Tensor> state)
    {
        foreach (var (key, tensor) in state)
        {
            using var scope = NewDisposeScope();
            var first = tensor.clone();
            world.Broadcast(first);
            var differs = first.ne(tensor).any().ToBoolean();
            if (world.Any(differs))
            {
                throw new DistributionException($"{name}: '{key}' is not the same in all processes.");
            }
        }
    }

    private static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        SafetensorsWriter.Write(path, tensors);
    }

    /// <summary>
    /// Each image as bright as chance has it: were all alike, what tells them apart would drown in rounding.
    /// </summary>
    private static ImageSet Noise(int side)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var count = BatchSize * Steps / 2;
        return new ImageSet(
            randint(0, 256, [count, 1, side, side]).mul(rand(count, 1, 1, 1)).to(ScalarType.Byte),
            arange(count, dtype: ScalarType.Int64).remainder(4)
        );
    }
}
