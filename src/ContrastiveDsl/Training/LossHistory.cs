using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Losses, gradient norms and learning rates of one epoch. The first two stay on the device until they are read, all at
/// once.
/// </summary>
internal sealed class LossHistory : IDisposable
{
    /// <summary>In place of a norm that nobody has told.</summary>
    private const float Unknown = -1;

    private readonly Tensor losses;
    private readonly Tensor gradientNorms;
    private readonly double[] learningRates;

    /// <param name="steps">Steps of an epoch.</param>
    /// <param name="device">Where the losses are computed.</param>
    internal LossHistory(int steps, Device device)
    {
        losses = zeros(new long[] { steps }, ScalarType.Float32, device).DetachFromDisposeScope();
        gradientNorms = full([steps], Unknown, ScalarType.Float32, device).DetachFromDisposeScope();
        learningRates = new double[steps];
    }

    internal ReadOnlySpan<double> LearningRates => learningRates;

    public void Dispose()
    {
        losses.Dispose();
        gradientNorms.Dispose();
    }

    /// <summary>Queues copies of the loss and of the gradient's norm, if it is known; nothing waits.</summary>
    internal void Record(int step, Tensor loss, Tensor? gradientNorm, double learningRate)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        losses.narrow(0, step, 1).copy_(loss.detach().reshape(1));
        if (gradientNorm is null)
        {
            gradientNorms.narrow(0, step, 1).fill_(Unknown);
        }
        else
        {
            gradientNorms.narrow(0, step, 1).copy_(gradientNorm.reshape(1));
        }

        learningRates[step] = learningRate;
    }

    /// <summary>
    /// The sum [1] of losses and norms of some steps, on the device and in the current dispose scope: no number where
    /// one of them is none.
    /// </summary>
    internal Tensor Sum(int start, int count)
    {
        using var scope = NewDisposeScope();
        return losses
            .narrow(0, start, count)
            .add(gradientNorms.narrow(0, start, count))
            .sum(dim: 0L, keepdim: true)
            .MoveToOuterDisposeScope();
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

    /// <summary>Reads norms of gradients, each null where nobody has told it; waits for the device.</summary>
    internal float?[] ReadGradientNorms(int start, int count)
    {
        using var scope = NewDisposeScope();
        var norms = HostTensor.Read<float>(gradientNorms.narrow(0, start, count));
        return Array.ConvertAll(norms, norm => norm == Unknown ? null : (float?)norm);
    }

    internal void Save(StateWriter writer)
    {
        writer.Tensor("losses", losses);
        writer.Tensor("gradient_norms", gradientNorms);
        writer.Tensor(
            "learning_rates",
            HostTensor.Upload<double>(learningRates, [learningRates.Length], ScalarType.Float64, CPU)
        );
    }

    internal void Load(StateReader reader)
    {
        reader.Tensor("losses", losses);
        reader.Tensor("gradient_norms", gradientNorms);
        using var rates = empty(new long[] { learningRates.Length }, ScalarType.Float64);
        reader.Tensor("learning_rates", rates);
        HostTensor.Read<double>(rates, learningRates);
    }
}
