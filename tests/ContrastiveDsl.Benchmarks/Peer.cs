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
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } python ? python : "python3"
        )
        {
            RedirectStandardOutput = true,
        };
        string[] arguments = [script, "--data", folder, "--steps", Text(steps), "--threads", Text(threads)];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{script}' ended with exit code {process.ExitCode}.");
        }

        using var result = JsonDocument.Parse(output.Trim().Split('\n')[^1]);
        return result.RootElement.GetProperty("images_per_second").GetDouble();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
