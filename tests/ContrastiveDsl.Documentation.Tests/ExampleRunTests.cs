using System.Diagnostics;
using ContrastiveDsl.Documentation.Tests.Commands;
using ContrastiveDsl.Documentation.Tests.Reading;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Documentation.Tests;

/// <summary>The examples that are programs of their own, shortened; the solution has built them.</summary>
public sealed class ExampleRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contrastive-examples-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void CustomParts_OnFewDrawings_TrainsAndTellsWhatItLearned()
    {
        var (exitCode, output) = Run("CustomParts", "256", "1");

        exitCode.Should().Be(0, output);
        output.Should().MatchRegex(@"(?s)untrained +\d+\.\d %.*step 1 of 1  loss -.*trained +\d+\.\d %");
    }

    [Theory]
    [InlineData("CustomParts")]
    [InlineData("FewLabels")]
    public void AWordThatIsNoNumber_IsRefused(string example)
    {
        var (exitCode, output) = Run(example, "256", "many");

        exitCode.Should().Be(2);
        output.Should().StartWith("'many' is not a whole number above 0.").And.NotContain("   at ");
    }

    [FashionMnistFact]
    public void FewLabels_OnFewImages_ShowsTheTable()
    {
        var (exitCode, output) = Run("FewLabels", "256", "1", "1", "2");

        exitCode.Should().Be(0, output);
        output.Should().MatchRegex(@"(?s)from scratch, 2 steps.* %.*linear probe.* %.*fine-tuned.* %");
    }

    /// <summary>As README shows them, but for a single epoch of a few images.</summary>
    [Fact]
    public void PhotoFolder_ByTheFourCommandsOfReadme_LeavesWhatTheyName()
    {
        using var photos = new ImagesFolder().Add(160).Add(1, "cat.jpg");
        var block = Repository
            .Pages["README.md"]
            .Blocks.Single(block => block.Text.StartsWith("cd examples/PhotoFolder", StringComparison.Ordinal));
        var commands = ShellText.Commands(block.Lines).Select(command => command.Words).Skip(1).ToArray();

        commands.Select(words => words[5]).Should().Equal("train", "embed", "neighbors", "export");
        foreach (var words in commands)
        {
            words.Take(5).Should().Equal("dotnet", "run", "-c", "Release", "--");
            var arguments = words.Skip(5).Select(word => word.Replace("~/photos", photos.Data));
            var (exitCode, output) = Run(
                "PhotoFolder",
                [.. arguments, .. words[5] == "train" ? ["--epochs", "1"] : Array.Empty<string>()]
            );
            exitCode.Should().Be(0, $"of {words[5]}: {output}");
        }

        folder
            .GetFiles()
            .Select(file => file.Name)
            .Should()
            .Contain(["embeddings.npy", "neighbors.html", "encoder.onnx"]);
    }

    private (int ExitCode, string Output) Run(string example, params string[] arguments)
    {
        var program = $"examples/{example}/bin/Debug/net10.0/{example}.dll";
        Repository.Has(program).Should().BeTrue("the solution builds the example");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, program), .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = folder.FullName;
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>Skipped where there are no images, which the example looks for in the same places.</summary>
    private sealed class FashionMnistFactAttribute : FactAttribute
    {
        public FashionMnistFactAttribute()
        {
            var folder = Environment.GetEnvironmentVariable("FASHION_MNIST") ?? "/usr/share/datasets/fashion-mnist";
            Skip = Directory.Exists(folder) ? null : $"There is no folder '{folder}'.";
        }
    }
}
