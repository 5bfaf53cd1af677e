using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace ContrastiveDsl.Native;

/// <summary>What the processor tells about itself, as far as convolutions depend on it.</summary>
internal static class Processor
{
    private const int CacheTopology = unchecked((int)0x8000001D);
    private const int FirstCaches = unchecked((int)0x80000005);
    private const int OtherCaches = unchecked((int)0x80000006);

    /// <summary>
    /// Of the last cache most of AMD's server processors have at least this much for each core; how many share it is
    /// hidden with its size. A guess that is low.
    /// </summary>
    private const uint LastCacheOfACore = 2 << 20;

    /// <summary>
    /// Whether this is an AMD processor of a virtual machine that hides its cache sizes. oneDNN 3.7.1, which is inside
    /// libtorch 2.10, then plans its convolutions for caches of no size: they are slow, some come out wrong, others
    /// divide by zero.
    /// </summary>
    internal static bool HidesCacheSizes { get; } = X86Base.IsSupported && HidesCaches(X86Base.CpuId);

    /// <summary>
    /// Bytes of the caches for data of an AMD processor, by an older way to ask that virtual machines leave open: of a
    /// core, first, second and its part of the third. Null where that says nothing either.
    /// </summary>
    internal static (uint First, uint Second, uint Third)? CacheSizes { get; } =
        X86Base.IsSupported ? Caches(X86Base.CpuId) : null;

    /// <summary>
    /// Whether it has instructions that multiply bfloat16, on x86 AVX512_BF16 or AMX. Other processors are not asked,
    /// and count as having them: nobody is warned on a guess.
    /// </summary>
    internal static bool MultipliesBFloat16 { get; } = !X86Base.IsSupported || Multiplies(X86Base.CpuId);

    /// <summary>
    /// Reads the answers of the instruction CPUID: leaf 7, AVX512_BF16 in its subleaf 1, AMX_BF16 in 0.
    /// </summary>
    /// <param name="query">CPUID of a leaf and a subleaf.</param>
    internal static bool Multiplies(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> query)
    {
        const int Features = 7;
        return query(0, 0).Eax >= Features
            && ((query(Features, 1).Eax & (1 << 5)) != 0 || (query(Features, 0).Edx & (1 << 22)) != 0);
    }

    /// <summary>Reads the answers of the instruction CPUID: leaves 0x80000005 and 0x80000006.</summary>
    /// <param name="query">CPUID of a leaf and a subleaf.</param>
    internal static (uint First, uint Second, uint Third)? Caches(
        Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> query
    )
    {
        var first = ((uint)query(FirstCaches, 0).Ecx >> 24) << 10;
        var second = ((uint)query(OtherCaches, 0).Ecx >> 16) << 10;
        return IsAmd(query) && first > 0 && second > 0 ? (first, second, LastCacheOfACore) : null;
    }

    /// <summary>Reads the answers of the instruction CPUID: vendor AMD, and no cache in the leaf 0x8000001D.</summary>
    /// <param name="query">CPUID of a leaf and a subleaf.</param>
    internal static bool HidesCaches(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> query) =>
        IsAmd(query) && query(CacheTopology, 0) == (0, 0, 0, 0);

    private static bool IsAmd(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> query)
    {
        var (_, first, third, second) = query(0, 0);
        ReadOnlySpan<int> name = [first, second, third];
        return Encoding.ASCII.GetString(MemoryMarshal.AsBytes(name)) == "AuthenticAMD";
    }
}
