using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ContrastiveDsl.Benchmarks.HandWritten;

/// <summary>
/// The example's training step written by hand with TorchSharp's members only: the measure of what the library and the
/// generated loop cost.
/// </summary>
internal sealed class HandLoop
{
    private readonly HandEncoder encoder;
    private readonly Sequential projector;
    private readonly HandAdam optimizer;
    private readonly Tensor pixels;

    /// <summary>Sets the networks up.</summary>
    /// <param name="pixels">All images, uint8 [N, 1, 28, 28].</param>
    public HandLoop(Tensor pixels)
    {
        manual_seed(1);
        this.pixels = pixels;
        encoder = new HandEncoder();
        projector = nn.Sequential(
            nn.Linear(128, 256, hasBias: false),
            nn.BatchNorm1d(256),
            nn.ReLU(inplace: true),
            nn.Linear(256, 64)
        );
        MakeChannelsLast(encoder);
        optimizer = new HandAdam([.. encoder.parameters(), .. projector.parameters()]);
        encoder.train();
        projector.train();
    }

    /// <summary>Takes steps on the images in random order.</summary>
    public double Run(int steps, int batchSize)
    {
        var order = randperm(pixels.shape[0], dtype: ScalarType.Int64);
        var last = 0.0;
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var x = pixels
                .index_select(0, order.narrow(0, step * batchSize, batchSize))
                .to(ScalarType.Float32)
                .div_(255);
            var views = cat([HandViews.Apply(x), HandViews.Apply(x)], 0);
            var z = F.normalize(projector.call(encoder.call(views)), dim: 1);
            var logits = z.matmul(z.t())
                .div_(0.2)
                .masked_fill(eye(2 * batchSize, dtype: ScalarType.Bool), float.NegativeInfinity);
            var labels = cat([arange(batchSize, 2 * batchSize), arange(batchSize)], 0).to(ScalarType.Int64);
            var loss = F.cross_entropy(logits, labels);
            optimizer.ZeroGradients();
            loss.backward();
            optimizer.Step(4e-3, 1e-4);
            if (step == steps - 1)
            {
                last = loss.item<float>();
            }
        }

        return last;
    }

    private static void MakeChannelsLast(nn.Module module)
    {
        using var noGrad = no_grad();
        foreach (var parameter in module.parameters().Where(found => found.dim() == 4))
        {
            parameter.set_(parameter.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        }
    }
}
