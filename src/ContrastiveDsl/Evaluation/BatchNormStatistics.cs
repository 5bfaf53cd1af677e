using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Running statistics for encoders that were never trained: without them a random encoder is scored with mean 0 and
/// variance 1 in every layer, which is not what it does in training, and makes the baseline look worse than it is.
/// </summary>
public static class BatchNormStatistics
{
    /// <summary>
    /// Replaces the running means and variances of all batch normalizations by the averages over some batches. Weights
    /// stay as they are, and dropout is off.
    /// </summary>
    /// <param name="encoder">The network; its training mode is what it was afterwards.</param>
    /// <param name="batches">
    /// Batches as the encoder takes them. The caller keeps them; they are enumerated once.
    /// </param>
    /// <returns>Number of batches used.</returns>
    /// <exception cref="ArgumentException">There are no batches.</exception>
    public static int Estimate(nn.Module<Tensor, Tensor> encoder, IEnumerable<Tensor> batches)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(batches);
        var layers = encoder.modules().OfType<BatchNorm>().ToArray();
        var momenta = Array.ConvertAll(layers, layer => layer.momentum);
        var wasTraining = encoder.training;
        using var noGrad = torch.no_grad();
        encoder.eval();
        foreach (var layer in layers)
        {
            layer.train();
        }

        var count = 0;
        try
        {
            foreach (var batch in batches)
            {
                count++;
                // Weight 1, then 1/2, then 1/3 ...: the plain average, and nothing is left of the values before.
                foreach (var layer in layers)
                {
                    layer.momentum = 1.0 / count;
                }

                using var scope = torch.NewDisposeScope();
                encoder.call(batch);
            }
        }
        finally
        {
            for (var i = 0; i < layers.Length; i++)
            {
                layers[i].momentum = momenta[i];
            }

            encoder.train(wasTraining);
        }

        return count > 0
            ? count
            : throw new ArgumentException("Statistics cannot be estimated from no batches.", nameof(batches));
    }
}
