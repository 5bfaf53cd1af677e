using System.Reflection;

namespace ContrastiveDsl.Package.Tests;

/// <summary>The package that the build of this project made, and where its programs get the others from.</summary>
internal static class Package
{
    private const string Name = "ContrastiveDsl.";

    /// <summary>The folder with the package.</summary>
    internal static string Feed => Of("Feed");

    /// <summary>The package cache of this machine.</summary>
    internal static string Cache => Of("PackageCache");

    /// <summary>The package with libtorch.</summary>
    internal static string TorchRuntime => Of("TorchRuntime");

    /// <summary>Its version.</summary>
    internal static string TorchRuntimeVersion => Of("TorchRuntimeVersion");

    /// <summary>The package's file.</summary>
    internal static string File =>
        Directory
            .GetFiles(Feed, Name + "*.nupkg")
            .Should()
            .ContainSingle(path => char.IsDigit(Path.GetFileName(path)[Name.Length]), "the build packs one")
            .Which;

    /// <summary>Its version.</summary>
    internal static string Version => Path.GetFileNameWithoutExtension(File)[Name.Length..];

    private static string Of(string key)
    {
        var attributes = typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        return attributes.Single(attribute => attribute.Key == key).Value!;
    }
}
