using System.Reflection;

namespace TorchSharp.Interop;

/// <summary>Finds the native bridge, and says what to do where it is not.</summary>
internal static class BridgeLoader
{
    // The resolver must be there before the first native call, and a static constructor would be checked at every one.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Install() => NativeLibrary.SetDllImportResolver(typeof(BridgeLoader).Assembly, Load);

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        try
        {
            return NativeLibrary.Load(name, assembly, searchPath);
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                $"lib{name}.so or the libtorch behind it cannot be loaded. Run eng/build-native.sh and build again; it needs libtorch (libtorch-dev, or LIBTORCH). {missing.Message}",
                missing);
        }
    }
}
