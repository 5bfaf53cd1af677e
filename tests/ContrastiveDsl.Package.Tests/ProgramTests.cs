namespace ContrastiveDsl.Package.Tests;

/// <summary>A program outside the repository that references the package.</summary>
/// <param name="built">The program, built.</param>
[Collection(BuiltProgramCollection.Name)]
public sealed class ProgramTests(BuiltProgram built)
{
    private static readonly string[] Printed = ["6", "2,4"];

    [Fact]
    public void Build_UnderEveryAnalysis_SaysNothing()
    {
        built.Build.Output.Should().NotContain("warning").And.NotContain("error");
        built.Build.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Program_ThatTouchesTorchFirst_RunsAndCallsItsEncoder()
    {
        var run = built.Program.Run();

        run.Error.Should().BeEmpty();
        run.OutputLines.Should().Equal(Printed);
    }

    [Fact]
    public void Build_WithAnOlderCompiler_SaysWhichOneIsNeeded()
    {
        var build = built.Program.Dotnet("build", "--no-restore", "-p:CompilerApiVersion=roslyn4.7");

        build.ExitCode.Should().NotBe(0);
        build
            .Output.Should()
            .Contain("error CDSL9001: ")
            .And.Contain("needs the C# compiler 4.8 or newer, but this build uses 4.7.");
    }

    [Fact]
    public void Build_WithoutLibtorch_SaysWhatToAdd()
    {
        using var program = new TestProgram(hasTorch: false);

        var build = program.Dotnet("build", "-t:ResolveReferences");

        build
            .Output.Should()
            .Contain("warning CDSL9002: This program references ContrastiveDsl but no libtorch to run on: ")
            .And.Contain($"TorchSharp-cpu {Package.VersionOf("TorchSharp-cpu")} ")
            .And.Contain($"TorchSharp-cuda-linux {Package.VersionOf("TorchSharp-cuda-linux")}.")
            .And.Contain($"libtorch-cpu-linux-x64 {Package.VersionOf("libtorch-cpu-linux-x64")} ");
    }

    [Fact]
    public void Build_WithoutTheGenerator_SaysWhatIsMissing()
    {
        var build = built.Program.Dotnet("build", "--no-restore", "-p:TakesOutGenerator=true");

        build.ExitCode.Should().NotBe(0);
        build.Output.Should().Contain("error CDSL9003: ").And.NotContain("error CS");
    }

    [Fact]
    public void Build_OfAFaultWithAnalyzersOff_StillReportsIt()
    {
        var build = built.Program.Dotnet("build", "--no-restore", "-p:RunAnalyzers=false", "-p:DefineConstants=FAULTY");

        build.ExitCode.Should().NotBe(0);
        build.Output.Should().MatchRegex(@"Program\.cs\(\d+,\d+\): error CDSL\d+: ");
    }

    /// <summary>The package's fixes, by the host that needs no editor.</summary>
    [Fact]
    public void Fixes_ByTheCommandLine_PutAllFindingsOfARuleRight()
    {
        const string faulty = """
            using ContrastiveDsl;

            [AugmentationFamily]
            [RandomHorizontalFlip(Probability = 50)]
            [RandomGrayscale(Probability = 20)]
            internal static partial class FaultyViews;

            """;
        var file = Path.Combine(built.Program.Folder, "Faulty.cs");
        File.WriteAllText(file, faulty);
        try
        {
            string[] command = ["format", "analyzers", "--no-restore", "--diagnostics", "CDSL3004"];
            var format = Invocation.Of(built.Program.Folder, "dotnet", command);

            format.ExitCode.Should().Be(0, format.Output + format.Error);
            File.ReadAllText(file).Should().Be(faulty.Replace("50", "0.5").Replace("20", "0.2"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [LongTheory]
    [InlineData("--no-self-contained")]
    [InlineData("--self-contained")]
    [InlineData("--no-self-contained", "-p:PublishSingleFile=true")]
    [InlineData("--self-contained", "-p:PublishSingleFile=true")]
    [InlineData("--self-contained", "-p:PublishSingleFile=true", "-p:IncludeNativeLibrariesForSelfExtract=true")]
    public void Program_Published_RunsFromAnyFolder(params string[] options)
    {
        using var program = new TestProgram();
        string[] arguments = ["publish", "-c", "Release", "-r", "linux-x64", "-o", "out", .. options];
        var publish = program.Dotnet(arguments);
        publish.ExitCode.Should().Be(0, publish.Output);

        var run = Invocation.Of(Path.GetTempPath(), Path.Combine(program.Folder, "out", "Shop"));

        run.Error.Should().BeEmpty();
        run.OutputLines.Should().Equal(Printed);
    }
}
