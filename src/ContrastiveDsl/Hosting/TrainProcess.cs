using System.Diagnostics;
using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Hosting;

/// <summary>Trains by the words of this program's command line.</summary>
/// <param name="arguments">The verb and what follows it.</param>
/// <param name="stop">Once canceled, the training shall save and end.</param>
/// <param name="end">Once canceled, it shall end at once.</param>
/// <returns>The exit code.</returns>
internal delegate int Trainer(IReadOnlyList<string> arguments, CancellationToken stop, CancellationToken end);

/// <summary>
/// Runs a verb of this program in a process of its own, which has its own memory and threads and may die alone.
/// </summary>
internal static class TrainProcess
{
    /// <summary>Starts the program and waits for its end. It shares the terminal.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    /// <param name="stop">Once canceled, closes the program's standard input, at which it shall save and end.</param>
    /// <param name="end">Once canceled, ends the program at once.</param>
    /// <returns>Its exit code.</returns>
    internal static int Run(IReadOnlyList<string> arguments, CancellationToken stop, CancellationToken end)
    {
        using var process = Process.Start(Program(arguments))!;
        using var stopping = stop.Register(process.StandardInput.Close);
        using var ending = end.Register(process.Kill);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static ProcessStartInfo Program(IReadOnlyList<string> arguments)
    {
        var path = Environment.ProcessPath
            ?? throw new InvalidOperationException("This process does not know which program it is.");
        // Of "dotnet Program.dll" the path is only dotnet's; the program itself is the first of the process's words.
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        string[] words = isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : [.. arguments];
        var start = new ProcessStartInfo(path, words) { RedirectStandardInput = true };
        Launcher.Forget(start.Environment);
        return start;
    }
}
