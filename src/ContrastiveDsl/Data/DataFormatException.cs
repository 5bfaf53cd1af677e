namespace ContrastiveDsl.Data;

/// <summary>A file of images or labels does not hold what its format, or its user, says.</summary>
public sealed class DataFormatException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, in which file, and what to do.</param>
    public DataFormatException(string message)
        : base(message) { }

    internal DataFormatException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>
    /// The setting of <see cref="DataOptions"/> that is at fault; <see langword="null"/> where the images are.
    /// </summary>
    internal string? Setting { get; init; }

    /// <summary>Does something for a setting, whose faults are then not those of the images.</summary>
    /// <param name="setting">The setting of <see cref="DataOptions"/>.</param>
    /// <param name="work">What may find that it does not fit, or that what it names cannot be read.</param>
    /// <exception cref="DataFormatException">It does not, or cannot.</exception>
    internal static T Concerning<T>(string setting, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(exception.Message, exception) { Setting = setting };
        }
    }
}
