using System.Reflection;

namespace ContrastiveDsl.Package.Tests;

/// <summary>The packages that the build of this project made, and where its programs get the others from.</summary>
internal static class Package
{
    private const string Name = "ContrastiveDsl.";

    /// <summary>The folder with the packages.</summary>
    internal static string Feed => Of("Feed");

    /// <summary>The package cache of this machine.</summary>
    internal static string Cache => Of("PackageCache");

    /// <summary>The package with libtorch.</summary>
    internal static string TorchRuntime => Of("TorchRuntime");

    /// <summary>Its version.</summary>
    internal static string TorchRuntimeVersion => Of("TorchRuntimeVersion");

    /// <summary>The version of all of them.</summary>
    internal static string Version { get; } =
        Path.GetFileNameWithoutExtension(
            Directory.GetFiles(Feed, Name + "0*.nupkg").Should().ContainSingle("the build packs one").Which
        )[Name.Length..];

    /// <summary>The version in which this repository references a package of Torch.</summary>
    /// <param name="name">The package's name.</param>
    internal static string VersionOf(string name) => Of("Version of " + name);

    /// <summary>A package's file.</summary>
    /// <param name="name">The package's name.</param>
    /// <param name="ending">That of the package, or of its symbols.</param>
    internal static string File(string name = "ContrastiveDsl", string ending = ".nupkg") =>
        Path.Combine(Feed, $"{name}.{Version}{ending}");

    /// <summary>Lets the projects in a folder take packages from the feed, besides the ordinary one.</summary>
    internal static void AddSource(string folder) =>
        System.IO.File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration><packageSources><add key="tested" value="{Feed}" /></packageSources></configuration>
            """
        );

    private static string Of(string key)
    {
        var attributes = typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        return attributes.Single(attribute => attribute.Key == key).Value!;
    }
}
