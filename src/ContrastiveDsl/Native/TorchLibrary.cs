using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ContrastiveDsl.Native;

/// <summary>Lets TorchSharp's native library load on Linux systems whose libstdc++ is a little older than the one it was built against.</summary>
/// <remarks>
/// libLibTorchSharp.so of TorchSharp 0.107.0 asks for GLIBCXX_3.4.32 (GCC 13) for the sake of one marker that nothing calls, so it does not load on Debian 12 or
/// Ubuntu 22.04. A copy in memory whose demand is marked as optional loads, and everything in it runs; no file is changed. May go when TorchSharp is built for
/// those systems again.
/// </remarks>
public static class TorchLibrary
{
    private const string Name = "LibTorchSharp";

    private static int prepared;

    /// <summary>
    /// Installs the remedy, once; it acts only after the library failed to load in the ordinary way. It must run before anything touches <c>torch</c>, whose first
    /// failure stays: the generated module initializer of a project sees to that.
    /// </summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref prepared, 1) == 1)
        {
            return;
        }

        var context = AssemblyLoadContext.GetLoadContext(typeof(TorchSharp.torch).Assembly) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += static (_, name) => name == Name ? LoadRelaxed() : 0;
    }

    private static nint LoadRelaxed()
    {
        if (NativeFiles.Find($"lib{Name}.so") is not { } original || NativeFiles.Find("libtorch.so") is not { } torch)
        {
            return 0;
        }

        var image = File.ReadAllBytes(original);
        if (!VersionNeeds.MarkWeak(image, "GLIBCXX_3.4.32"))
        {
            return 0;
        }

        // The copy in memory has no folder of its own in which its libraries could be found: they have to be there already.
        NativeLibrary.Load(torch);
        return MemoryFile.Load(Name, image);
    }
}
