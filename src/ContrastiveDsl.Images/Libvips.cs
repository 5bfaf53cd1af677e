using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using NetVips;

namespace ContrastiveDsl.Images;

/// <summary>The native library: whether it is there, and how it is set.</summary>
internal static class Libvips
{
    private static readonly Lazy<LibvipsException?> Fault = new(Start);

    /// <summary>Native code holds it for as long as the process lives.</summary>
    private static readonly Log.LogDelegate Ignore = (_, _, _) => { };

    /// <summary>
    /// Lets the library be found in the folder that a build leaves beside assemblies, of which a notebook or another
    /// host that loads them by their paths knows nothing. NetVips loads it as soon as code that calls it is compiled,
    /// so this comes before all code of this assembly.
    /// </summary>
#pragma warning disable CA2255 // Nothing later would be early enough.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        // By its name: a type of it, and be it for its assembly alone, would load the library here.
        var context = AssemblyLoadContext.GetLoadContext(Assembly.Load(nameof(NetVips))) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += Resolve;
    }

    /// <summary>Has to come before anything else of NetVips.</summary>
    /// <exception cref="LibvipsException">The library cannot be loaded.</exception>
    internal static void Require()
    {
        if (Fault.Value is { } fault)
        {
            throw new LibvipsException(fault.Message, fault.InnerException);
        }
    }

    private static LibvipsException? Start()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            return new LibvipsException(Advice(RuntimeInformation.RuntimeIdentifier), ModuleInitializer.Exception);
        }

        // A setting for the whole process: operations that are remembered keep images alive that nobody needs
        // again. The number of threads needs none, since pixels are fetched by the thread that asks for them.
        Cache.Max = 0;
        // Another setting for the whole process: warnings, which libvips writes to the terminal, name no file. What
        // stops an image from being read is an exception, and the rest concerns nobody.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Ignore);
        return null;
    }

    private static nint Resolve(Assembly assembly, string name) =>
        assembly.GetName().Name == nameof(NetVips)
        && Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder
        && NativeLibrary.TryLoad(
            Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", name),
            out var library
        )
            ? library
            : 0;

    /// <param name="platform">The runtime identifier of this process, such as <c>linux-x64</c>.</param>
    internal static string Advice(string platform) =>
        $"Images are decoded by libvips, which cannot be loaded here ({platform}). ContrastiveDsl.Images brings the packages "
        + "NetVips.Native.linux-x64, -linux-arm64, -osx-arm64 and -win-x64; a program for another platform adds a "
        + $"PackageReference to NetVips.Native.{platform}, or to NetVips.Native for all platforms.";
}
