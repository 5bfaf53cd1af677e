using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
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
    /// <remarks>From one thread at a time: the encoder is switched to evaluation mode and back.</remarks>
    Tensor Embed(Tensor images);

    /// <summary>
    /// Random views of images, as the training loop makes and normalizes them; the same place in a run gives the same
    /// views.
    /// </summary>
    /// <param name="pixels">B images, on the device of the settings.</param>
    /// <param name="random">The run's random numbers.</param>
    /// <param name="batch">
    /// Where in a run the views are taken: the epoch, and for each of the images its position in its data set.
    /// </param>
    /// <returns>
    /// What the step makes of the images before any network, each [n·B, C, h, w] with the n pieces of an image one
    /// after another: n is 1 for views of whole images, more for patches. They, and what they are made of, belong to
    /// the current dispose scope.
    /// </returns>
    Tensor[] SampleViews(ImageBatch pixels, RandomSource random, Batch batch);
}
