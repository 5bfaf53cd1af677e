using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit.Abstractions;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>
/// The library's convolution against float64, in child processes, so that one which dies is a failure with a name. On
/// AMD processors the sweep runs as where the caches' sizes are hidden, in which libtorch's own convolution is wrong.
/// </summary>
public sealed class ConvolutionSweepTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1";

    /// <summary>Kernels, and whether the caches are hidden.</summary>
    public static TheoryData<string, bool> Sweeps
    {
        get
        {
            var sweeps = new TheoryData<string, bool>();
            foreach (var kernel in new[] { "1x1", "2x3", "3x3", "4x4", "5x5", "7x7", "16x16" })
            {
                sweeps.Add(kernel, true);
                if (IsLong)
                {
                    sweeps.Add(kernel, false);
                }
            }

            return sweeps;
        }
    }

    [Theory]
    [MemberData(nameof(Sweeps))]
    public async Task House_EveryConvolution_IsRightAndTorchSharpsIsReportedBesideIt(string kernel, bool hiddenCaches)
    {
        var child = await Child.RunAsync(Arguments(hiddenCaches, kernel, "house", "torch"));

        output.WriteLine(child.Report());
        child.Failure("house").Should().BeNull();
        child.Error.Should().NotContain("NNPACK");
    }

    [Theory]
    [InlineData("blur")]
    [InlineData("depthwise")]
    public async Task House_EveryChannelByItself_IsRight(string kind)
    {
        var child = await Child.RunAsync(Arguments(hiddenCaches: true, kind));

        child.Failure("house").Should().BeNull();
    }

    [Theory]
    [InlineData("wrong", "wrong wrong 16x16 stride 16, *weight gradient off by 0.01*")]
    [InlineData("dying", "died with exit code * at dying 16x16 stride 16, *")]
    public async Task Sweep_OfAConvolutionWithAFault_FailsAndNamesTheCase(string convolution, string failure)
    {
        var child = await Child.RunAsync(["16x16", convolution]);

        child.Failure(convolution).Should().Match(failure);
    }

    [SkippableOnOtherProcessorsFact]
    public async Task Sweep_OfTorchSharpsConvolutionWithHiddenCaches_Fails()
    {
        var child = await Child.RunAsync(["3x3", "torch", "--hidden-caches"]);

        child.Failure("torch").Should().Match("wrong torch 3x3 *");
    }

    /// <summary>So the fault is one of the plans, and those of a machine that hides nothing are right.</summary>
    [SkippableOnOtherProcessorsTheory]
    [InlineData("1x1")]
    [InlineData("3x3")]
    public async Task Sweep_WithCachesThatAreTold_IsRight(string kernel)
    {
        var child = await Child.RunAsync([kernel, "house", "torch", "--told-caches"]);

        child.Failure("house").Should().BeNull();
        child.Failure("torch").Should().BeNull();
        child.Lines.Should().NotContain(line => line.StartsWith("note: ", StringComparison.Ordinal));
    }

    private static string[] Arguments(bool hiddenCaches, params string[] arguments) =>
        [.. arguments, .. Option("--hidden-caches", hiddenCaches), .. Option("--wide", IsLong)];

    private static string[] Option(string name, bool isGiven) => isGiven ? [name] : [];

    /// <summary>Why the sweep cannot hide the caches here; null where it can.</summary>
    private static string? OfOtherProcessors =>
        OperatingSystem.IsLinux()
        && File.ReadAllText("/proc/cpuinfo").Contains("AuthenticAMD", StringComparison.Ordinal)
            ? null
            : "Only oneDNN on AMD processors asks for what the sweep hides.";

    private sealed class SkippableOnOtherProcessorsFactAttribute : FactAttribute
    {
        public SkippableOnOtherProcessorsFactAttribute() => Skip = OfOtherProcessors;
    }

    private sealed class SkippableOnOtherProcessorsTheoryAttribute : TheoryAttribute
    {
        public SkippableOnOtherProcessorsTheoryAttribute() => Skip = OfOtherProcessors;
    }

    /// <summary>What a process of the sweep left.</summary>
    private sealed record Child(int ExitCode, string[] Lines, string Error)
    {
        internal static async Task<Child> RunAsync(string[] arguments)
        {
            using var process = Process.Start(Start(arguments))!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new Child(process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
        }

        /// <summary>The first thing that is wrong with a convolution; null when all its cases were right.</summary>
        internal string? Failure(string convolution)
        {
            var sum = Array.Find(Lines, line => line.StartsWith($"{convolution}: ", StringComparison.Ordinal));
            if (sum?.EndsWith(" cases, 0 wrong", StringComparison.Ordinal) == true)
            {
                return null;
            }

            var last = Array.FindLast(Lines, line => line.StartsWith("at ", StringComparison.Ordinal));
            return Array.Find(Lines, line => line.StartsWith($"wrong {convolution} ", StringComparison.Ordinal))
                ?? $"died with exit code {ExitCode} {last}: {Error}";
        }

        /// <summary>The sums, the wrong cases, and where the process ended if it did not reach its end.</summary>
        internal string Report()
        {
            var said = Lines.Where(line => !line.StartsWith("at ", StringComparison.Ordinal)).ToList();
            if (ExitCode is not (0 or 1))
            {
                said.Add($"died with exit code {ExitCode} {Lines.LastOrDefault()}");
            }

            return string.Join('\n', said);
        }

        private static ProcessStartInfo Start(string[] arguments)
        {
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name);
            var program = Path.Combine(AppContext.BaseDirectory, "ConvolutionSweep.dll");
            var start = new ProcessStartInfo(Path.GetFullPath(dotnet), ["exec", program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            // Two threads, since libtorch asks oneDNN for small batches only with more than one; and memory that is not
            // zero by chance.
            start.Environment["OMP_NUM_THREADS"] = "2";
            start.Environment["OMP_WAIT_POLICY"] = "passive";
            start.Environment["MALLOC_PERTURB_"] = "1";
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            return start;
        }
    }
}
