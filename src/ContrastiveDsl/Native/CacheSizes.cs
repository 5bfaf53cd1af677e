using System.Runtime.InteropServices;
using TorchSharp;

namespace ContrastiveDsl.Native;

/// <summary>
/// Tells oneDNN how large the caches are, where a virtual machine with an AMD processor hides it.
/// </summary>
/// <remarks>
/// oneDNN 3.7.1, which is inside libtorch 2.10, asks with CPUID of the leaf 0x8000001D alone. Where that is empty it
/// plans for caches of one byte: it finds no plan for its fast convolutions, and wrong ones for others. What an older
/// leaf says is put into its description of the processor, which is recognized by its symbol, size and content; where
/// anything differs, nothing happens. May go when libtorch brings an oneDNN that asks the older leaf, too.
/// </remarks>
internal static unsafe class CacheSizes
{
    /// <summary>A program that sets it does not tell, and convolves as if this class did not exist.</summary>
    internal const string Switch = "ContrastiveDsl.LeaveCachesHidden";

    /// <summary>Xbyak::util::Cpu, a static of the function below.</summary>
    private const string Description = "_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_";

    /// <summary>dnnl::impl::cpu::x64::cpu(), which makes the description when it is called first.</summary>
    private const string Describe = "_ZN4dnnl4impl3cpu3x643cpuEv";

    /// <summary>Fields, as indices of 32-bit numbers: bytes of data caches, cores that share each, levels.</summary>
    private const int Sizes = 7;
    private const int Sharers = 17;
    private const int Levels = 27;
    private const int KnownLevels = 3;

    /// <summary>In bytes, as in the one build that is known.</summary>
    private static readonly Dictionary<string, long> SymbolSizes = new(StringComparer.Ordinal)
    {
        [Description] = 144,
        [Describe] = 97,
    };

    private static readonly Lazy<bool> Told = new(() => Processor.HidesCacheSizes && !IsLeft && Tell());

    /// <summary>Whether sizes were hidden and oneDNN knows them now. The first time tells it.</summary>
    internal static bool AreTold => Told.Value;

    private static bool IsLeft => AppContext.TryGetSwitch(Switch, out var isLeft) && isLeft;

    /// <summary>Tells it, if it takes the caches for those of one byte.</summary>
    /// <returns>Whether it knows them now.</returns>
    internal static bool Tell()
    {
        // TorchSharp loads libtorch on first use, in its own order; afterwards the path finds what is loaded.
        torch.get_num_threads();
        if (
            !ImportTable.IsSupported
            || Processor.CacheSizes is not (var first, var second, var third)
            || NativeFiles.Find("libtorch_cpu.so") is not { } path
            || !NativeLibrary.TryLoad(path, out var library)
            || Symbols(path) is not { Count: 2 } symbols
        )
        {
            return false;
        }

        var loaded = ((LinkMap*)library)->Address;
        var processor = ((delegate* unmanaged[Cdecl]<uint*>)(loaded + (nint)symbols[Describe]))();
        if (processor != (uint*)(loaded + (nint)symbols[Description]) || !TakesCachesForNothing(processor))
        {
            return false;
        }

        (processor[Sizes], processor[Sizes + 1], processor[Sizes + 2]) = (first, second, third);
        return true;
    }

    /// <summary>None of a file that cannot be read: then nothing is told, and nothing else is lost.</summary>
    private static Dictionary<string, long>? Symbols(string path)
    {
        try
        {
            return LocalSymbols.Find(path, SymbolSizes);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static bool TakesCachesForNothing(uint* processor) =>
        processor[Levels] == KnownLevels
        && new ReadOnlySpan<uint>(processor + Sizes, KnownLevels).SequenceEqual([1u, 1u, 1u])
        && new ReadOnlySpan<uint>(processor + Sharers, KnownLevels).SequenceEqual([1u, 1u, 1u]);
}
