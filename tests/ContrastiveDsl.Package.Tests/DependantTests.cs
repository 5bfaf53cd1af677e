namespace ContrastiveDsl.Package.Tests;

/// <summary>A program that gets the package through a library of its own, in which the parts are declared.</summary>
public sealed class DependantTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public void Program_OfALibraryThatDeclares_BuildsAndRuns()
    {
        folder.Write(
            "Parts/Parts.csproj",
            Project("Library", $"""<PackageReference Include="ContrastiveDsl" Version="{Package.Version}" />""")
        );
        folder.Write(
            "Parts/Parts.cs",
            """
            using ContrastiveDsl;

            namespace Parts;

            [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
            public sealed partial class SmallEncoder;
            """
        );
        folder.Write(
            "App/App.csproj",
            Project(
                "Exe",
                $"""
                <ProjectReference Include="../Parts/Parts.csproj" />
                <PackageReference Include="{Package.TorchRuntime}" Version="{Package.TorchRuntimeVersion}" />
                """
            )
        );
        folder.Write(
            "App/Program.cs",
            """
            using Parts;
            using TorchSharp;

            using var encoder = new SmallEncoder();
            using var images = torch.zeros(2, 1, 8, 8);
            Console.WriteLine(string.Join(",", encoder.call(images).shape));
            """
        );

        var build = folder.Dotnet(folder["App"], "build");
        build.Output.Should().NotContain("warning").And.NotContain("error");
        build.ExitCode.Should().Be(0);

        var run = Invocation.Of(folder.Root, "dotnet", folder["App", "bin", "Debug", "net10.0", "App.dll"]);
        run.Error.Should().BeEmpty();
        run.OutputLines.Should().Equal("2,4");
    }

    public void Dispose() => folder.Dispose();

    private static string Project(string output, string references) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>{output}</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """;
}
