using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// The same training in plain PyTorch: a script that prints one JSON line with its images per second.
/// </summary>
/// <param name="ImagesPerSecond">Speed of the whole loop.</param>
/// <param name="ViewsMilliseconds">Time of a step's views; 0 where the script does not tell.</param>
internal sealed record Peer(double ImagesPerSecond, double ViewsMilliseconds)
{
    /// <summary>Runs the script.</summary>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public static Peer Run(string script, string folder, int steps, int threads, params string[] options)
    {
        var interpreter = Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } python ? python : "python3";
        string[] arguments = [script, "--data", folder, "--steps", Text(steps), "--threads", Text(threads), .. options];
        using var result = JsonDocument.Parse(OtherProcess.LastLine(new ProcessStartInfo(interpreter, arguments)));
        var views = result.RootElement.TryGetProperty("views_ms", out var told) ? told.GetDouble() : 0;
        return new Peer(result.RootElement.GetProperty("images_per_second").GetDouble(), views);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
