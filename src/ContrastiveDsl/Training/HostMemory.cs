using ContrastiveDsl.Native;

namespace ContrastiveDsl.Training;

/// <summary>Keeps the memory of activations in the process from step to step.</summary>
/// <remarks>
/// glibc maps every large block from the kernel and gives it back when it is freed. A training step on the CPU
/// allocates and frees the same activations, tens to hundreds of megabytes each, over and over, so the kernel must
/// clear the same pages again in every step: 370,000 page faults and 0.75 s of kernel time in a step of 256 images of
/// the example, whose computation takes 2.5 s of one core. Kept blocks cost none of that and at most half as much
/// memory again as has been in use at once. (glibc's own switches, M_MMAP_MAX and M_TRIM_THRESHOLD, are no way: under
/// libtorch 2.10 its heap falls into pieces and grows by 40 MB a step.)
/// </remarks>
public static class HostMemory
{
    /// <summary>The environment variable that switches this off with the value <c>0</c>.</summary>
    public const string Switch = "CONTRASTIVE_KEEP_MEMORY";

    /// <summary>
    /// Keeps the blocks of libtorch's large tensors on the CPU for the next ones. Call it before the first step; a
    /// second call does nothing.
    /// </summary>
    /// <returns>
    /// Whether blocks are kept; false on other systems than Linux on x86-64 with glibc, or when switched off.
    /// </returns>
    public static bool KeepActivations() => Environment.GetEnvironmentVariable(Switch) != "0" && TensorMemory.Use();
}
