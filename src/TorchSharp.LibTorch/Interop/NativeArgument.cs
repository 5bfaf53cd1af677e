namespace TorchSharp.Interop;

/// <summary>An argument or result as the native bridge sees it; the layout is the bridge's struct Argument.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArgument
{
    internal ArgumentTag Tag;
    internal int Count;
    internal long Bits;
}
