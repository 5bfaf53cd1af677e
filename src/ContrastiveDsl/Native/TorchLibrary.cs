using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace ContrastiveDsl.Native;

/// <summary>
/// Lets TorchSharp's native library load on Linux systems whose libstdc++ is a little older than the one it was built
/// against.
/// </summary>
/// <remarks>
/// libLibTorchSharp.so of TorchSharp 0.107.0 asks for GLIBCXX_3.4.32 (GCC 13) for the sake of one marker that nothing
/// calls, so it does not load on Debian 12 or Ubuntu 22.04. A copy in memory whose demand is marked as optional loads,
/// and everything in it runs; no file is changed. May go when TorchSharp is built for those systems again.
/// </remarks>
public static class TorchLibrary
{
    private const string Name = "LibTorchSharp";

    // Once, and the same ever after: a second copy would be a second library with a state of its own.
    private static readonly Lazy<nint> Library = new(RelaxedLibrary.Load);

    private static int prepared;
    private static int told;

    /// <summary>
    /// Installs the remedy, once; it acts only after the library failed to load in the ordinary way, and on Linux only.
    /// It must run before anything touches <c>torch</c>, whose first failure stays: in C# the module initializer that
    /// the package adds to every project sees to that; in other languages call it first.
    /// </summary>
#pragma warning disable CA2255 // For programs in other languages, which have no initializer of their own.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref prepared, 1) == 1)
        {
            return;
        }

        var context = AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += Resolve;
    }

    /// <summary>
    /// Loads the library now, so that the user of a system that cannot is told in one sentence. Call it before anything
    /// touches <c>torch</c>.
    /// </summary>
    /// <exception cref="TorchLibraryException">
    /// The library does not load here; the message says what is missing and what to do.
    /// </exception>
    public static void Require()
    {
        Prepare();

        // Whoever asks gets the exception, and needs no message beside it.
        Interlocked.Exchange(ref told, 1);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // Where that refuses it, TorchSharp's own attempts, and all that they print, are spared.
                NativeLibrary.TryLoad(Name, typeof(torch).Assembly, null, out _);
            }

            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
            TorchContext.Prepare();
        }
        catch (TypeInitializationException failure)
        {
            throw new TorchLibraryException(Describe(failure), failure);
        }
    }

    private static string Describe(TypeInitializationException failure) =>
        OperatingSystem.IsLinux()
            ? RelaxedLibrary.Missing ?? LoadFailure.Describe(failure.GetBaseException())
            : LoadFailure.Elsewhere(OperatingSystem.IsWindows(), typeof(torch).Assembly.GetName().Version!.ToString(3));

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name != Name)
        {
            return 0;
        }

        try
        {
            return Library.Value;
        }
        catch (TorchLibraryException failure)
        {
            // TorchSharp catches what is thrown here and says that a package is missing: this line alone says what
            // really is.
            if (Interlocked.Exchange(ref told, 1) == 0)
            {
                Console.Error.WriteLine("error: " + failure.Message);
            }

            throw;
        }
    }
}
