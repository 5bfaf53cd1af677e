using System.Diagnostics;

namespace ContrastiveDsl.Benchmarks;

/// <summary>A program that measures for this one, and prints what came out.</summary>
internal static class OtherProcess
{
    /// <summary>Runs it and waits for its end.</summary>
    /// <param name="start">The program with its arguments.</param>
    /// <returns>The last line that it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, and has said why.</exception>
    public static string LastLine(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim().Split('\n')[^1]
            : throw new InvalidOperationException(
                $"'{start.FileName} {string.Join(' ', start.ArgumentList)}' ended with exit code {process.ExitCode}."
            );
    }
}
