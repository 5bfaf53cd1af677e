using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>This program while it runs several times under the launcher of an MPI library.</summary>
internal sealed class Launched : IDisposable
{
    /// <summary>Tells its processes from all others.</summary>
    private const string Mark = "CONTRASTIVE_TEST_LAUNCH";

    private static readonly string[] Ranks = ["OMPI_COMM_WORLD_RANK=", "PMI_RANK="];

    /// <summary>Only so that a fault does not hang the tests: a slow machine has minutes to do at this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly string mark = Guid.NewGuid().ToString();
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Process process;

    /// <summary>Starts it.</summary>
    /// <param name="start">The launcher with its arguments.</param>
    internal Launched(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment[Mark] = mark;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What was written as errors so far.</summary>
    internal string Error => Read(error);

    /// <summary>Its processes, by rank; those that have not begun, or have ended, are missing.</summary>
    internal IReadOnlyDictionary<int, int> Processes
    {
        get
        {
            var found = new Dictionary<int, int>();
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                    && RankOf(folder) is { } rank
                )
                {
                    found[rank] = id;
                }
            }

            return found;
        }
    }

    /// <summary>Sends a signal to one of them.</summary>
    internal static void Signal(int id, int signal) => Send(id, signal).Should().Be(0);

    /// <summary>Waits for something that must come before the end.</summary>
    internal void WaitUntil(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(10))
        {
            (process.HasExited || clock.Elapsed > Longest).Should().BeFalse($"{Read(output)}\n{Read(error)}");
        }
    }

    /// <summary>Waits for the end of processes that the launcher has ended and does not wait for.</summary>
    internal void WaitUntilNobodyIsLeft()
    {
        for (var clock = Stopwatch.StartNew(); Processes.Count > 0; Thread.Sleep(10))
        {
            clock.Elapsed.Should().BeLessThan(Longest, "nobody is left");
        }
    }

    /// <summary>Waits for the end of all.</summary>
    internal LaunchResult End()
    {
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end.\n{Read(output)}\n{Read(error)}");
        }

        // All lines are there once this returns.
        process.WaitForExit();
        return new LaunchResult(process.ExitCode, Read(output), Read(error));
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append(line is null ? "" : "\n");
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private int? RankOf(string folder)
    {
        try
        {
            var variables = File.ReadAllText(Path.Combine(folder, "environ")).Split('\0');
            return variables.Contains($"{Mark}={mark}", StringComparer.Ordinal)
                ? Ranks
                    .SelectMany(name => variables.Where(one => one.StartsWith(name, StringComparison.Ordinal)))
                    .Select(one => (int?)int.Parse(one.Split('=')[1], CultureInfo.InvariantCulture))
                    .FirstOrDefault()
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another one's, or it has just ended.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
