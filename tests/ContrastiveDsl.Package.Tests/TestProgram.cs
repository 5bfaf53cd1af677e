namespace ContrastiveDsl.Package.Tests;

/// <summary>
/// A program in a folder of its own under the temporary folder, which references the package; gone with the folder when
/// disposed.
/// </summary>
internal sealed class TestProgram : IDisposable
{
    /// <summary>
    /// Touches torch before anything of the library, and then its encoder; with arguments it is a command line.
    /// </summary>
    private const string Source = """
        using ContrastiveDsl;
        using ContrastiveDsl.Hosting;
        using TorchSharp;

        if (args.Length > 0)
        {
            return CommandLine.Run(args, Experiments.All);
        }

        Console.WriteLine(torch.ones(2, 3).sum().ToSingle());
        using var encoder = new SmallEncoder();
        using var images = torch.zeros(2, 1, 8, 8);
        Console.WriteLine(string.Join(",", encoder.call(images).shape));
        return 0;

        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        internal sealed partial class SmallEncoder;

        [ProjectionHead(Output = 4)]
        internal sealed partial class SmallProjector;

        [AugmentationFamily] [RandomResizedCrop]
        internal static partial class SmallViews;

        [NtXentLoss]
        internal static partial class SmallLoss;

        [SimClr(Encoder = typeof(SmallEncoder), Projector = typeof(SmallProjector),
            Views = typeof(SmallViews), Loss = typeof(SmallLoss))]
        [Adam]
        internal sealed partial class SmallSimClr;

        #if FAULTY
        [Encoder(Channels = 0, ImageSize = 8)] [Conv(4, 3)] [GlobalAveragePool]
        internal sealed partial class FaultyEncoder;
        #endif
        """;

    /// <summary>Takes the generator out of a build that asks for it, as a wrong reference would.</summary>
    private const string Targets = """
        <Project>
          <Target Name="TakeOut" BeforeTargets="FindContrastiveDsl" Condition="'$(TakesOutGenerator)' == 'true'">
            <ItemGroup>
              <Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'ContrastiveDsl.Generators'" />
            </ItemGroup>
          </Target>
        </Project>
        """;

    private readonly string root = Directory.CreateTempSubdirectory("contrastive-package-").FullName;

    /// <summary>Writes the program; without libtorch where that is said.</summary>
    internal TestProgram(bool hasTorch = true)
    {
        Directory.CreateDirectory(Folder);
        Package.AddSource(Folder);
        File.WriteAllText(Path.Combine(Folder, "Shop.csproj"), Project(hasTorch));
        File.WriteAllText(Path.Combine(Folder, "Program.cs"), Source);
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.targets"), Targets);
    }

    /// <summary>Where the project is.</summary>
    internal string Folder => Path.Combine(root, "Shop");

    /// <summary>Where a build puts the program.</summary>
    internal string Output => Path.Combine(Folder, "bin", "Debug", "net10.0");

    /// <summary>Runs a command of the SDK on the project, leaving no server behind.</summary>
    internal Invocation Dotnet(params string[] arguments)
    {
        string[] quiet = ["-nodeReuse:false", "-p:UseSharedCompilation=false", "-nologo", "-v:quiet"];
        return Invocation.Of(Folder, "dotnet", [.. arguments, .. quiet]);
    }

    /// <summary>Runs what a build has made.</summary>
    internal Invocation Run(params string[] arguments) =>
        Invocation.Of(root, "dotnet", [Path.Combine(Output, "Shop.dll"), .. arguments]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>
    /// The package goes into a folder of the test's own; all others are taken from the machine's cache, and libtorch is
    /// linked instead of copied.
    /// </summary>
    private string Project(bool hasTorch)
    {
        var torch = hasTorch
            ? $"""<PackageReference Include="{Package.TorchRuntime}" Version="{Package.TorchRuntimeVersion}" />"""
            : string.Empty;
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AnalysisMode>All</AnalysisMode>
                <NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>{Path.Combine(root, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Package.Cache}</RestoreFallbackFolders>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                <CreateSymbolicLinksForCopyLocalIfPossible>true</CreateSymbolicLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ContrastiveDsl" Version="{Package.Version}" />
                {torch}
              </ItemGroup>
            </Project>
            """;
    }
}
