using System.Runtime.InteropServices;

namespace ContrastiveDsl.Native;

/// <summary>Loads TorchSharp's native library on Linux where the runtime could not.</summary>
internal static class RelaxedLibrary
{
    /// <summary>The version that the library asks for although nothing in it uses what came with it.</summary>
    private const string Unused = "GLIBCXX_3.4.32";

    /// <summary>What is missing of the files that the library consists of, in a sentence, or null.</summary>
    internal static string? Missing =>
        (Original, Torch) switch
        {
            (null, _) => LoadFailure.NoLibrary,
            (_, null) => LoadFailure.NoTorch,
            _ => null,
        };

    private static string? Original => NativeFiles.Find("libLibTorchSharp.so");

    private static string? Torch => NativeFiles.Find("libtorch.so");

    /// <summary>
    /// Loads it: as it is where only its libraries had to be found, otherwise a copy in memory that does without the
    /// unused version.
    /// </summary>
    /// <returns>
    /// The library's handle; 0 where its files are missing, which TorchSharp then looks for in the package cache.
    /// </returns>
    /// <exception cref="TorchLibraryException">It does not load here.</exception>
    internal static nint Load()
    {
        RequirePlatform();
        if (Original is not { } original || Torch is not { } torch)
        {
            return 0;
        }

        try
        {
            // The copy has no folder of its own in which its libraries could be found: they have to be there already.
            NativeLibrary.Load(torch);
            return NativeLibrary.Load(original);
        }
        catch (DllNotFoundException refusal)
        {
            return LoadCopy(original, refusal);
        }
    }

    private static void RequirePlatform()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new TorchLibraryException(LoadFailure.Processor);
        }

        var system = RuntimeInformation.RuntimeIdentifier;
        if (system.Contains("musl", StringComparison.Ordinal) || system.StartsWith("alpine", StringComparison.Ordinal))
        {
            throw new TorchLibraryException(LoadFailure.Musl);
        }
    }

    private static nint LoadCopy(string original, DllNotFoundException refusal)
    {
        if (ReadRelaxed(original) is not { } image)
        {
            throw new TorchLibraryException(LoadFailure.Describe(refusal), refusal);
        }

        try
        {
            return MemoryFile.Load("LibTorchSharp", image);
        }
        catch (DllNotFoundException still)
        {
            throw new TorchLibraryException(LoadFailure.Describe(still), still);
        }
        catch (IOException refused)
        {
            throw new TorchLibraryException(LoadFailure.WithoutCopy(Unused, refused), refused);
        }
    }

    /// <summary>The library's bytes with the unused version marked, or null where it does not ask for that.</summary>
    private static byte[]? ReadRelaxed(string original)
    {
        try
        {
            var image = File.ReadAllBytes(original);
            return VersionNeeds.MarkWeak(image, Unused) ? image : null;
        }
        catch (Exception exception)
            when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            // What the loader said of the file says more.
            return null;
        }
    }
}
