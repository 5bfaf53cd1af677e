using System.Text.RegularExpressions;

namespace ContrastiveDsl.Native;

/// <summary>What to tell a user whose system does not load the native library.</summary>
internal static partial class LoadFailure
{
    internal const string Musl =
        "TorchSharp's native library needs glibc, but this system's C library is musl. "
        + "Use a system or an image with glibc, such as Debian or Ubuntu.";

    internal const string Processor = "On Linux TorchSharp's native library exists for x64 only. Use an x64 machine.";

    internal const string NoLibrary =
        "TorchSharp's native library, libLibTorchSharp.so, is not among this program's files. "
        + "It comes with the package TorchSharp: build or publish for linux-x64, and copy the whole output folder.";

    internal const string NoTorch =
        "libtorch.so is not among this program's files. "
        + "Reference the package TorchSharp-cpu or, for an NVIDIA GPU, TorchSharp-cuda-linux.";

    private const string NewerSystem =
        "Use a system with the libstdc++ of GCC 13 or newer (Debian 13, Ubuntu 24.04, RHEL 10), "
        + "or name a folder with such a libstdc++.so.6 in LD_LIBRARY_PATH.";

    /// <summary>What to say of a loader's refusal.</summary>
    /// <param name="refusal">The exception whose message holds the loader's words, in whatever language.</param>
    internal static string Describe(Exception refusal)
    {
        var version = MissingVersion().Match(refusal.Message).Value;
        if (version.Length == 0)
        {
            return $"TorchSharp's native library does not load: {Words(refusal.Message)}";
        }

        var (lacking, advice) = version.StartsWith("GLIBC_", StringComparison.Ordinal)
            ? ("C library", "Use a newer system, such as Debian 12 or Ubuntu 22.04.")
            : ("libstdc++", NewerSystem);
        return $"TorchSharp's native library needs {version}, which this system's {lacking} lacks. {advice}";
    }

    /// <summary>What to say where the copy that would load cannot be made.</summary>
    /// <param name="version">The version that the copy does without.</param>
    /// <param name="refusal">Why it cannot be made.</param>
    internal static string WithoutCopy(string version, Exception refusal) =>
        $"TorchSharp's native library needs {version}, which this system's libstdc++ lacks, "
        + $"and a copy in memory that does without it is refused ({refusal.Message}). {NewerSystem}";

    /// <summary>What to say on other systems than Linux.</summary>
    /// <param name="isWindows">Whether it is Windows.</param>
    /// <param name="torchSharp">TorchSharp's version.</param>
    internal static string Elsewhere(bool isWindows, string torchSharp) =>
        isWindows
            ? $"TorchSharp {torchSharp} does not load on Windows. Use WSL2: there this program runs as it does on Linux."
            : $"TorchSharp {torchSharp} does not load here. macOS needs Apple silicon and the package TorchSharp-cpu.";

    /// <summary>
    /// The runtime lists what it tried, a line each, after a line of general advice; the last line is of the file that
    /// exists.
    /// </summary>
    private static string Words(string message) => message.Trim().Split('\n').Last().Trim();

    [GeneratedRegex(@"\b(GLIBCXX|CXXABI|GLIBC|GCC)_\d+(\.\d+)+")]
    private static partial Regex MissingVersion();
}
