using ContrastiveDsl.Data;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// The random masks of a masked autoencoder (He et al., 2021, arXiv:2111.06377): of each image other patches are
/// visible, every choice of them equally likely.
/// </summary>
public static class RandomMask
{
    /// <summary>
    /// Draws the masks of a batch, each a function of (seed, epoch, sample) alone, and sends them to the device in one
    /// upload.
    /// </summary>
    /// <param name="random">The run's random numbers; stream <see cref="RandomStream.Masks"/>.</param>
    /// <param name="batch">The batch; its epoch and samples say which numbers.</param>
    /// <param name="patches">L, the patches of an image, at most <see cref="RandomSource.MaxDraws"/>.</param>
    /// <param name="visible">V, the patches that are visible, from 1 to L.</param>
    /// <param name="device">The device of the tokens.</param>
    /// <returns>A mask whose tensors belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of patches is out of its range.</exception>
    public static PatchMask Sample(RandomSource random, Batch batch, int patches, int visible, Device device)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(patches, 1);
        var count = batch.Samples.Length;
        var uniforms = new float[(long)patches * count];
        random.FillBatch(RandomStream.Masks, batch.Epoch, batch.Samples, view: 0, patches, uniforms);
        var noise = HostTensor.Upload<float>(uniforms, [patches, count], ScalarType.Float32, device);
        return PatchMask.Of(noise.t(), visible);
    }
}
