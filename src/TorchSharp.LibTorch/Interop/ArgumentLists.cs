namespace TorchSharp.Interop;

/// <summary>
/// Where list arguments live during a call: a pinned ring per thread, so that a call with sizes or strides allocates nothing. A list stays
/// intact until the ring has gone round, far longer than the one call it is made for. Long lists get pinned memory of their own.
/// </summary>
internal static unsafe class ArgumentLists
{
    private const int RingLength = 4096;
    private const int LongestInRing = 512;

    [ThreadStatic] private static long[]? ring;
    [ThreadStatic] private static int used;

    /// <summary>Room for <paramref name="count"/> 8-byte elements; <paramref name="owner"/> must stay alive until the call returns.</summary>
    internal static long* Reserve(int count, out object owner)
    {
        if (count > LongestInRing)
        {
            var own = GC.AllocateUninitializedArray<long>(count, pinned: true);
            owner = own;
            return (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(own));
        }
        ring ??= GC.AllocateUninitializedArray<long>(RingLength, pinned: true);
        owner = ring;
        if (used + count > RingLength)
        {
            used = 0;
        }
        var place = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(ring)) + used;
        used += count;
        return place;
    }
}
