using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>Compares text with a snapshot beside the tests, as Verify does.</summary>
public static class Verifier
{
    /// <summary>Prepares the comparison; it runs when the result is awaited.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">Extension of the snapshot, without a dot.</param>
    /// <param name="sourceFile">The calling file, beside which snapshots lie.</param>
    public static SettingsTask Verify(string target, string extension = "txt", [CallerFilePath] string sourceFile = "")
    {
        ArgumentNullException.ThrowIfNull(target);
        return new SettingsTask(target, extension, sourceFile);
    }
}
