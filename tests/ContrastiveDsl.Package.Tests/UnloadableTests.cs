namespace ContrastiveDsl.Package.Tests;

/// <summary>What a user reads on a system that the native library cannot run on.</summary>
[Collection(BuiltProgramCollection.Name)]
public sealed class UnloadableTests : IDisposable
{
    private const string Reason =
        $"error: TorchSharp's native library needs {NewerVersion.Name}, which this system's libstdc++ lacks. Use a ";

    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-unloadable-").FullName;

    /// <param name="built">The program, of which a copy gets a library that needs more than any system has.</param>
    public UnloadableTests(BuiltProgram built)
    {
        Copy(built.Program.Output, folder);
        NewerVersion.Demand(Path.Combine(folder, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
    }

    [Fact]
    public void CommandLine_OnSuchASystem_SaysSoInOneSentence()
    {
        var run = Run("train", "SmallSimClr", "--data", ".");

        run.ExitCode.Should().Be(1);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith(Reason);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void Program_OnSuchASystem_SaysSoBeforeTorchSharpBlamesAPackage()
    {
        var run = Run();

        run.ExitCode.Should().NotBe(0);
        run.ErrorLines[0].Should().StartWith(Reason);
        run.ErrorLines.Count(line => line.StartsWith(Reason, StringComparison.Ordinal)).Should().Be(1);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Links stay links, since libtorch is large.</summary>
    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (File.ResolveLinkTarget(file, returnFinalTarget: true) is { } linked)
            {
                File.CreateSymbolicLink(copy, linked.FullName);
            }
            else
            {
                File.Copy(file, copy);
            }
        }
    }

    private Invocation Run(params string[] arguments) =>
        Invocation.Of(folder, "dotnet", [Path.Combine(folder, "Shop.dll"), .. arguments]);
}
