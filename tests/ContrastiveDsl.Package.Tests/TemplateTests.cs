using ContrastiveDsl.Images;

namespace ContrastiveDsl.Package.Tests;

/// <summary>
/// What the README says, word for word, in an empty folder: the template, training, embeddings, neighbors, export.
/// </summary>
public sealed class TemplateTests : IDisposable
{
    private const int Count = 70;
    private readonly TestFolder folder = new();

    private string Photos => folder["photos"];

    private string App => folder["App"];

    [Fact]
    public void Template_OnAFolderOfJpegs_TrainsEmbedsComparesAndExports()
    {
        MakePhotos();
        New("contrastive", "--output", App, "--images", Photos);
        File.ReadAllText(Path.Combine(App, "Program.cs")).Should().Contain(Photos);
        File.ReadAllText(Path.Combine(App, "Experiment.cs")).Should().Contain("ImageSize = 64");
        File.Exists(Path.Combine(App, "App.csproj")).Should().BeTrue();

        // Emitted beside the sources, and built twice: the second build must not compile what the first one wrote.
        string[] emitting = ["-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=Generated"];
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var build = folder.Dotnet(App, ["build", "--no-incremental", .. emitting]);
            build.Output.Should().NotContain("warning").And.NotContain("error");
            build.ExitCode.Should().Be(0);
        }

        Directory
            .GetFiles(Path.Combine(App, "Generated"), "*Photos.g.cs", SearchOption.AllDirectories)
            .Should()
            .ContainSingle();

        // The store, so that nothing stays behind in the user's cache.
        Run("train", "Photos", "--out", "runs/first", "--epochs", "2", "--store", folder["store"]);
        Run("embed", "runs/first", Photos, "--out", "embeddings.npy");
        Run("neighbors", "runs/first", Path.Combine(Photos, "3.jpg"), "--html", "neighbors.html")
            .OutputLines.Should()
            .HaveCount(13);
        Run("export", "runs/first", "--out", "encoder.onnx");

        File.ReadAllLines(Path.Combine(App, "embeddings.txt")).Should().HaveCount(Count);
        new FileInfo(Path.Combine(App, "embeddings.npy")).Length.Should().Be(128 + (Count * 256 * sizeof(float)));
        File.ReadAllText(Path.Combine(App, "neighbors.html")).Should().Contain("data:image/jpeg;base64,");
        Serve(Path.Combine(App, "encoder.onnx"), Path.Combine(Photos, "3.jpg")).Should().Be("256");
    }

    [Fact]
    public void Template_WithOtherOptions_WritesThem()
    {
        New("contrastive", "--output", App, "--imageSize", "96", "--cuda");

        File.ReadAllText(Path.Combine(App, "Experiment.cs")).Should().Contain("ImageSize = 96");
        File.ReadAllText(Path.Combine(App, "App.csproj"))
            .Should()
            .Contain("TorchSharp-cuda-linux")
            .And.NotContain("libtorch-cpu")
            .And.NotContain("_VERSION")
            .And.Contain("<EmitCompilerGeneratedFiles>true")
            .And.Contain($"Include=\"ContrastiveDsl\" Version=\"{Package.Version}\"");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Images of two kinds, each of its own size.</summary>
    private void MakePhotos()
    {
        Directory.CreateDirectory(Photos);
        for (var number = 0; number < Count; number++)
        {
            var (width, height) = (100 + number, 80 + (2 * number));
            var pixels = new byte[width * height * 3];
            for (var i = 0; i < pixels.Length; i++)
            {
                var (x, y) = (i / 3 % width, i / 3 / width);
                pixels[i] = (byte)((number % 2 == 0 ? x : y) / 8 % 2 == 0 ? 40 + (i % 3 * number) : 200);
            }

            File.WriteAllBytes(
                Path.Combine(Photos, FormattableString.Invariant($"{number}.jpg")),
                ImageEncoder.Jpeg(new DecodedImage(width, height, 3, pixels))
            );
        }
    }

    /// <summary>Installs the template where no other project sees it, and makes a project.</summary>
    private void New(params string[] arguments)
    {
        string[] hive = ["--debug:custom-hive", folder["hive"]];
        var install = Invocation.Of(
            folder.Root,
            "dotnet",
            ["new", "install", Package.File("ContrastiveDsl.Templates"), .. hive]
        );
        install.ExitCode.Should().Be(0, install.Output + install.Error);
        var make = Invocation.Of(folder.Root, "dotnet", ["new", .. arguments, .. hive]);
        make.ExitCode.Should().Be(0, make.Output + make.Error);
    }

    /// <summary>What a program that has the encoder and no Torch says of an image.</summary>
    private string Serve(string encoder, string image)
    {
        folder.Write(
            "Service/Service.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ContrastiveDsl.Extensions.AI" Version="{Package.Version}" />
              </ItemGroup>
            </Project>
            """
        );
        folder.Write(
            "Service/Program.cs",
            """
            using System;
            using ContrastiveDsl.Extensions.AI;
            using Microsoft.Extensions.AI;

            using var generator = new OnnxImageEmbeddingGenerator(args[0]);
            var vector = await generator.GenerateVectorAsync(await DataContent.LoadFromAsync(args[1]));
            Console.WriteLine(vector.Length);
            """
        );
        var build = folder.Dotnet(folder["Service"], "build");
        build.ExitCode.Should().Be(0, build.Output);
        var output = folder["Service", "bin", "Debug", "net10.0"];
        Directory.EnumerateFiles(output, "*orch*", SearchOption.AllDirectories).Should().BeEmpty();
        var run = Invocation.Of(folder.Root, "dotnet", Path.Combine(output, "Service.dll"), encoder, image);
        run.ExitCode.Should().Be(0, run.Error);
        return run.OutputLines.Should().ContainSingle().Which;
    }

    private Invocation Run(params string[] arguments)
    {
        var program = Path.Combine(App, "bin", "Debug", "net10.0", "App.dll");
        var run = Invocation.Of(App, "dotnet", [program, .. arguments]);
        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0, run.Output);
        return run;
    }
}
