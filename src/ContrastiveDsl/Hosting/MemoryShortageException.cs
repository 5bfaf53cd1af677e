using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>A step needed more memory than its device has.</summary>
internal sealed class MemoryShortageException : Exception
{
    // Torch has no type of its own for it: these are the words of its two allocators, in whatever wraps them.
    private static readonly string[] Words = ["can't allocate memory", "out of memory", "not enough memory"];

    private MemoryShortageException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>Whether an allocator gave up.</summary>
    internal static bool IsMeantBy(Exception exception) =>
        exception is OutOfMemoryException
        || Words.Any(word => exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The failure of a step, with what can be done about it.</summary>
    /// <param name="cause">What the allocator said.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="shape">Channels, height and width of the encoder's images.</param>
    internal static MemoryShortageException Of(Exception cause, RunSettings settings, string shape) =>
        new(
            $"Out of memory on {settings.Device}, in a step of {settings.BatchSize} images of {shape}. "
                + "Start again with a smaller --batch-size, or declare a smaller encoder or ImageSize.",
            cause
        );
}
