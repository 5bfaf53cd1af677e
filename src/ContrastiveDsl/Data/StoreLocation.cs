using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace ContrastiveDsl.Data;

/// <summary>Where the decoded images of a folder are kept.</summary>
internal static class StoreLocation
{
    /// <summary>Counts up whenever decoding gives other pixels than before.</summary>
    private const int DecoderVersion = 1;

    /// <summary>The folder of the store, which follows from that of the images and from how they are decoded.</summary>
    /// <param name="root">The folder of all stores; null for the usual one.</param>
    /// <param name="images">The folder of images.</param>
    /// <param name="settings">What the pixels depend on besides the files, in words.</param>
    public static string Of(string? root, string images, string settings)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(images));
        var key = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{full}\n{settings}\n{DecoderVersion}"));
        var name = Path.GetFileName(full) is { Length: > 0 } last ? last + "-" : string.Empty;
        return Path.Combine(
            Path.GetFullPath(root ?? Usual()),
            name + key.ToString("x16", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The user's cache, where the system has one.</summary>
    private static string Usual()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache =
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } stated && Path.IsPathRooted(stated)
                ? stated
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");
        return Path.Combine(cache, "contrastivedsl", "images");
    }
}
