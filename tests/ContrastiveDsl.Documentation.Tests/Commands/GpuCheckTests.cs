using System.Diagnostics;
using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests.Commands;

/// <summary>The script that checks a GPU, where it has nothing to check.</summary>
public sealed class GpuCheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contrastive-gpu-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData]
    [InlineData("cuda")]
    [InlineData("cuda:1")]
    public void Script_WhereTheDriverListsNoGpu_SaysThatNothingWasChecked(params string[] words)
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "nvidia-smi"), "/bin/false");

        Run(words)
            .Should()
            .Be((2, "There is no NVIDIA GPU here, or no driver that lists it (nvidia-smi): nothing was checked.\n"));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda", "cuda:1")]
    public void Script_OtherThanOneDevice_IsRefused(params string[] words) =>
        Run(words)
            .Should()
            .Be((1, $"gpu-check.sh: give one device, cpu, cuda or cuda:1, not '{string.Join(' ', words)}'\n"));

    private (int Code, string Output) Run(string[] words)
    {
        var script = Path.Combine(Repository.Root, "eng", "gpu-check.sh");
        var start = new ProcessStartInfo("bash", [script, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
