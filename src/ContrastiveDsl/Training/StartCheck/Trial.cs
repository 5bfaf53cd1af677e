using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>The tiny batches that custom code is tried on, and what is said of it.</summary>
/// <param name="settings">The settings of the run.</param>
internal sealed class Trial(RunSettings settings) : IDisposable
{
    /// <summary>Images of a tiny batch: two are the minimum of which a batch normalization takes statistics.</summary>
    internal const int FewImages = 2;

    /// <summary>Images whose projections a loss compares: two of each of four classes.</summary>
    internal const int FewProjections = 8;

    private readonly Generator generator = new(0, CPU);

    /// <inheritdoc/>
    public void Dispose() => generator.Dispose();

    /// <summary>Where the run computes.</summary>
    internal Device Device { get; } = settings.TorchDevice;

    /// <summary>Images of a step of the run.</summary>
    internal int BatchSize { get; } = settings.BatchSize;

    /// <summary>Numbers in [0, 1), the same ones in every program, on the device.</summary>
    internal Tensor Uniform(params long[] shape) => rand(shape, ScalarType.Float32, generator: generator).to(Device);

    /// <summary>Unit vectors along the last dimension.</summary>
    internal Tensor Directions(params long[] shape) =>
        nn
            .functional.normalize(randn(shape, ScalarType.Float32, generator: generator), p: 2, dim: -1, eps: 1e-12)
            .to(Device);

    /// <summary>
    /// Tries code on a tiny batch, and on one of the run's size where that does not do: custom code may be made for the
    /// run's, split its batch into parts, or divide by what a tiny one has none of.
    /// </summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="few">Size of the tiny batch.</param>
    /// <param name="attempt">The code.</param>
    /// <param name="suffices">Whether what it gave is worth judging.</param>
    /// <param name="result">What it gave last.</param>
    /// <returns>What the last attempt threw, or null.</returns>
    internal Exception? Try<T>(int few, Func<int, T> attempt, Func<T, bool> suffices, out T? result)
    {
        Exception? thrown = null;
        result = default;
        foreach (var size in new[] { few, BatchSize }.Distinct())
        {
            try
            {
                (result, thrown) = (attempt(size), null);
                if (suffices(result))
                {
                    break;
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                thrown = exception;
            }
        }

        return thrown;
    }

    /// <summary>A shape as people write it.</summary>
    internal static string Shape(IEnumerable<long> shape) => "[" + string.Join(", ", shape) + "]";

    /// <summary>What an exception says, in a line that ends with a full stop.</summary>
    internal static string Reason(Exception exception)
    {
        var line = exception.GetBaseException().Message.ReplaceLineEndings("\n").Split('\n', 2)[0].Trim();
        return line.EndsWith('.') ? line : line + ".";
    }

    /// <summary>Whether all values are finite numbers; waits for the device.</summary>
    internal static bool IsFinite(Tensor tensor) => isfinite(tensor.detach()).all().to(CPU).ToBoolean();
}
