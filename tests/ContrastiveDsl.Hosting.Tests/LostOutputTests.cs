using System.Diagnostics;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What a program does whose words nobody takes: a full disk below its log, a closed descriptor.</summary>
public sealed class LostOutputTests
{
    private static readonly string Program = typeof(LostOutputTests).Assembly.Location;

    [Fact]
    public void Train_LogOnAFullDisk_TrainsToTheEndAndSaysThatTheLogIsNotWhole()
    {
        using var folder = new StripesFolder();

        var (exitCode, error) = Run(
            "> /dev/full",
            ["train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--epochs", "1", "--no-report"]
        );

        exitCode.Should().Be(1);
        error.Should().StartWith("error: not all that was said is in standard output: ");
        Checkpoint.Latest(folder.Output).Should().EndWith("step-00000004");
    }

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public void Error_ThatNobodyTakes_LeavesItsExitCode(string redirection) =>
        Run(redirection, ["frobnicate"]).ExitCode.Should().Be(2);

    [Theory]
    [InlineData("> /dev/full")]
    [InlineData(">&-")]
    public void List_ThatNobodyTakes_IsAFailure(string redirection) =>
        Run(redirection, ["list"]).ExitCode.Should().Be(1);

    private static (int ExitCode, string Error) Run(string redirection, string[] words)
    {
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", $"exec dotnet \"$0\" \"$@\" {redirection}", Program, .. words]
        )
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Wait();
        return (process.ExitCode, error);
    }
}
