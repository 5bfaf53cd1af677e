using System.Runtime.InteropServices;
using TorchSharp;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>
/// Makes libtorch, in this process only, see an AMD processor as on virtual machines that hide the sizes of its caches.
/// </summary>
/// <remarks>
/// oneDNN asks the processor once, with CPUID of the leaf 0x8000001D; the number of that leaf is replaced in memory by
/// one that every AMD processor answers with zeros. So the sweep shows on any AMD machine what happens on those.
/// </remarks>
internal static unsafe class HiddenCaches
{
    private const int Readable = 1;
    private const int Writable = 2;
    private const int Executable = 4;
    private static readonly byte[] Leaf = [0x1D, 0x00, 0x00, 0x80];
    private static readonly byte[] ReservedLeaf = [0x09, 0x00, 0x00, 0x80];

    /// <summary>Call it before the first convolution.</summary>
    /// <returns>Whether it could be done; not where libtorch's code has another form than that of 2.10.</returns>
    internal static bool Pretend()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return false;
        }

        // TorchSharp loads libtorch on first use.
        torch.get_num_threads();
        var places = Code("libtorch_cpu.so").SelectMany(Places).ToArray();
        return places.Length == 1 && Replace(places[0]);
    }

    /// <summary>Where the code of a loaded library lies: start and length.</summary>
    private static IEnumerable<(nint Start, long Length)> Code(string library)
    {
        var lines = File.ReadLines("/proc/self/maps")
            .Where(line => line.EndsWith('/' + library, StringComparison.Ordinal))
            .Where(line => line.Contains(" r-xp ", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            var range = line.Split(' ', 2)[0].Split('-');
            var (start, end) = (Convert.ToInt64(range[0], 16), Convert.ToInt64(range[1], 16));
            yield return ((nint)start, end - start);
        }
    }

    /// <summary>Where an instruction loads the number of the leaf into a register.</summary>
    private static List<nint> Places((nint Start, long Length) code)
    {
        var places = new List<nint>();
        var text = new ReadOnlySpan<byte>((void*)code.Start, checked((int)code.Length));
        for (var at = 0; text[at..].IndexOf(Leaf) is var next and >= 0; at += next + 1)
        {
            if (at + next >= 3 && IsLoad(text.Slice(at + next - 3, 3)))
            {
                places.Add(code.Start + at + next);
            }
        }

        return places;
    }

    /// <summary>One of the opcodes B8 to BF, which is not itself the distance of a jump (0F 80 to 0F 8F).</summary>
    private static bool IsLoad(ReadOnlySpan<byte> before) =>
        (before[2] & 0xF8) == 0xB8 && !(before[0] == 0x0F && (before[1] & 0xF0) == 0x80);

    private static bool Replace(nint place)
    {
        var page = Environment.SystemPageSize;
        var start = place / page * page;
        var length = (nuint)(place + ReservedLeaf.Length - start);
        if (Protect(start, length, Readable | Writable) != 0)
        {
            return false;
        }

        ReservedLeaf.CopyTo(new Span<byte>((void*)place, ReservedLeaf.Length));
        return Protect(start, length, Readable | Executable) == 0;
    }

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint start, nuint length, int protection);
}
