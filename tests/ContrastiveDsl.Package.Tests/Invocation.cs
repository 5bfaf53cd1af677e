using System.Diagnostics;

namespace ContrastiveDsl.Package.Tests;

/// <summary>What a process said and how it ended.</summary>
internal sealed record Invocation(int ExitCode, string Output, string Error)
{
    /// <summary>Only so that a fault does not hang the tests: a slow machine has minutes to build at this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The lines of its output.</summary>
    internal string[] OutputLines => Lines(Output);

    /// <summary>The lines of its errors.</summary>
    internal string[] ErrorLines => Lines(Error);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    internal static Invocation Of(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
        }

        return new Invocation(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Takes away what this process's own start has put into its environment, and greetings.</summary>
    private static void Isolate(ProcessStartInfo start)
    {
        string[] names = [.. start.Environment.Keys];
        foreach (var name in names.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)))
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // Where libtorch does not load, TorchSharp makes a second copy of it from there.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Path.GetTempPath(), "contrastive-no-packages");
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
