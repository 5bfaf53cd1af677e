using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// The losses and learning rates of one epoch. Losses stay on the device until they are read, all at once.
/// </summary>
internal sealed class LossHistory : IDisposable
{
    private readonly Tensor losses;
    private readonly double[] learningRates;

    /// <param name="steps">Steps of an epoch.</param>
    /// <param name="device">Where the losses are computed.</param>
    internal LossHistory(int steps, Device device)
    {
        losses = zeros(new long[] { steps }, ScalarType.Float32, device).DetachFromDisposeScope();
        learningRates = new double[steps];
    }

    internal ReadOnlySpan<double> LearningRates => learningRates;

    public void Dispose() => losses.Dispose();

    /// <summary>Queues a copy of the loss; nothing waits.</summary>
    internal void Record(int step, Tensor loss, double learningRate)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        losses.narrow(0, step, 1).copy_(loss.detach().reshape(1));
        learningRates[step] = learningRate;
    }

    /// <summary>Reads one loss; waits for the device.</summary>
    internal double Read(int step)
    {
        using var scope = NewDisposeScope();
        return losses.narrow(0, step, 1).ToSingle();
    }

    /// <summary>Reads losses; waits for the device.</summary>
    internal float[] Read(int start, int count)
    {
        using var scope = NewDisposeScope();
        return HostTensor.Read<float>(losses.narrow(0, start, count));
    }

    internal void Save(StateWriter writer)
    {
        writer.Tensor("losses", losses);
        writer.Tensor(
            "learning_rates",
            HostTensor.Upload<double>(learningRates, [learningRates.Length], ScalarType.Float64, CPU)
        );
    }

    internal void Load(StateReader reader)
    {
        reader.Tensor("losses", losses);
        using var rates = empty(new long[] { learningRates.Length }, ScalarType.Float64);
        reader.Tensor("learning_rates", rates);
        HostTensor.Read<double>(rates, learningRates);
    }
}
