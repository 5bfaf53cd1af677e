using ContrastiveDsl.Data;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// A declared experiment, ready to run: what the generator emits for a class with a method attribute such as
/// <c>[SimClr]</c>.
/// </summary>
public interface IExperiment : IStateful, IDisposable
{
    /// <summary>The encoder, which is what remains of an experiment: images [N, C, H, W] to features [N, F].</summary>
    nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>Trains from the run's position to its end, or until a stop is requested.</summary>
    /// <param name="images">The training images.</param>
    /// <param name="run">Position, settings and bookkeeping of the run.</param>
    void Train(ImageSet images, TrainingRun run);

    /// <summary>Features [N, F] of images [N, C, H, W] in [0, 1], without augmentation.</summary>
    Tensor Embed(Tensor images);
}
