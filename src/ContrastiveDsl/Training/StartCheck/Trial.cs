using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>The tiny batches that custom code is tried on, and what is said of it.</summary>
/// <param name="settings">The settings of the run.</param>
internal sealed class Trial(RunSettings settings) : IDisposable
{
    /// <summary>Two are the fewest of which a batch normalization takes statistics.</summary>
    private const int Few = 2;

    private readonly Generator generator = new(0, CPU);

    /// <inheritdoc/>
    public void Dispose() => generator.Dispose();

    /// <summary>Where the run computes.</summary>
    internal Device Device { get; } = settings.TorchDevice;

    /// <summary>
    /// Sizes of batches, the smallest first: custom code may be made for the run's, or split its batch into parts.
    /// </summary>
    internal IEnumerable<int> BatchSizes => new[] { Few, settings.BatchSize }.Distinct();

    /// <summary>Numbers in [0, 1), the same ones in every program, on the device.</summary>
    internal Tensor Uniform(params long[] shape) => rand(shape, generator: generator).to(Device);

    /// <summary>Unit vectors along the last dimension.</summary>
    internal Tensor Directions(params long[] shape)
    {
        var raw = randn(shape, generator: generator);
        return raw.div(raw.norm(-1, keepdim: true, p: 2f)).to(Device);
    }

    /// <summary>Tries code on batches of each size until it takes one.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="attempt">The code.</param>
    /// <param name="result">What it gave.</param>
    /// <returns>What the last attempt threw, or null.</returns>
    internal Exception? Try<T>(Func<int, T> attempt, out T? result)
    {
        Exception? thrown = null;
        foreach (var size in BatchSizes)
        {
            try
            {
                result = attempt(size);
                return null;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                thrown = exception;
            }
        }

        result = default;
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
