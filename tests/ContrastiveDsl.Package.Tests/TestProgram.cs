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

    private readonly TestFolder root = new();

    /// <summary>Writes the program; without libtorch where that is said.</summary>
    internal TestProgram(bool hasTorch = true)
    {
        root.Write("Shop/Shop.csproj", Project(hasTorch));
        root.Write("Shop/Program.cs", Source);
        root.Write("Shop/Directory.Build.targets", Targets);
    }

    /// <summary>Where the project is.</summary>
    internal string Folder => root["Shop"];

    /// <summary>Where a build puts the program.</summary>
    internal string Output => Path.Combine(Folder, "bin", "Debug", "net10.0");

    /// <summary>Runs a command of the SDK on the project.</summary>
    internal Invocation Dotnet(params string[] arguments) => root.Dotnet(Folder, arguments);

    /// <summary>Runs what a build has made.</summary>
    internal Invocation Run(params string[] arguments) =>
        Invocation.Of(root.Root, "dotnet", [Path.Combine(Output, "Shop.dll"), .. arguments]);

    /// <inheritdoc/>
    public void Dispose() => root.Dispose();

    private static string Project(bool hasTorch)
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
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ContrastiveDsl" Version="{Package.Version}" />
                {torch}
              </ItemGroup>
            </Project>
            """;
    }
}
