using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// The same training in plain PyTorch: a script that prints one JSON line with its images per second.
/// </summary>
internal static class Peer
{
    /// <summary>Runs the script.</summary>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public static double Run(string script, string folder, int steps, int threads)
    {
        var interpreter = Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } python ? python : "python3";
        string[] arguments = [script, "--data", folder, "--steps", Text(steps), "--threads", Text(threads)];
        using var result = JsonDocument.Parse(OtherProcess.LastLine(new ProcessStartInfo(interpreter, arguments)));
        return result.RootElement.GetProperty("images_per_second").GetDouble();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
