using ContrastiveDsl.Distribution;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Torch's own generator, from which dropout draws. On a CPU its state is part of a checkpoint. On a GPU Torch gives no
/// access to it, and of several processes each has a chance of its own: there it is seeded for every step, so that a
/// step's chance depends on the run's seed, the step and the process alone.
/// </summary>
internal static class StepChance
{
    /// <summary>Seeds the generator for a step, where its state is not in the checkpoint.</summary>
    /// <param name="seed">The run's.</param>
    /// <param name="step">The step about to be taken, from 0.</param>
    /// <param name="world">The processes that take it.</param>
    /// <param name="device">Where it is computed.</param>
    internal static void Seed(long seed, long step, World world, Device device)
    {
        var own = unchecked((((seed * world.Size) + world.Rank) * 0x5851F42D4C957F2DL) + step) & long.MaxValue;
        if (device.type == DeviceType.CUDA)
        {
            cuda.manual_seed_all(own);
        }
        else if (world.Size > 1)
        {
            manual_seed(own);
        }
    }
}
