using System.Buffers.Binary;
using System.Numerics;

namespace ContrastiveDsl.Images;

/// <summary>What the header of a BMP file says. libvips reads no BMP, so that these files are read here.</summary>
internal sealed class BmpHeader
{
    private const int FileHeaderBytes = 14;
    private const int CoreHeaderBytes = 12;
    private const int InfoHeaderBytes = 40;

    /// <summary>Compressions; the numbers above 3 mean other things in files of OS/2.</summary>
    private const int RunLengths8 = 1;
    private const int RunLengths4 = 2;
    private const int Masks = 3;
    private const int MasksWithAlpha = 6;

    /// <summary>What a file's header is long: OS/2 1, OS/2 2 (short, long), Windows 3, its extensions, 4, 5.</summary>
    private static readonly int[] Sizes = [CoreHeaderBytes, 16, 64, InfoHeaderBytes, 52, 56, 108, 124];

    private readonly int _compression;

    /// <exception cref="ImageDecodeException">It is cut off, or says what no such file can.</exception>
    internal BmpHeader(ReadOnlySpan<byte> file, string? name)
    {
        if (!IsBmp(file) || file.Length < FileHeaderBytes + Int(file, FileHeaderBytes))
        {
            throw new ImageDecodeException(name, "its header is cut off");
        }

        var size = Int(file, FileHeaderBytes);
        var core = size == CoreHeaderBytes;
        Width = core ? Short(file, 18) : Int(file, 18);
        var height = core ? Short(file, 20) : Int(file, 22);
        (IsTopDown, Height) = (height < 0, Math.Abs((long)height) > int.MaxValue ? 0 : Math.Abs(height));
        Bits = Short(file, core ? 24 : 28);
        _compression = size >= InfoHeaderBytes ? Int(file, 30) : 0;
        Check(name, size);
        Offset = (uint)Int(file, 10);
        var paletteAt = FileHeaderBytes + size;
        (Red, Green, Blue, Alpha) = DefaultMasks(Bits);
        if (_compression is Masks or MasksWithAlpha)
        {
            // Behind the short header, or inside a longer one: the same place.
            var count = size >= 56 || _compression == MasksWithAlpha ? 4 : 3;
            var masksAt = FileHeaderBytes + InfoHeaderBytes;
            if (file.Length < masksAt + (4 * count))
            {
                throw new ImageDecodeException(name, "its header is cut off");
            }

            Red = new BmpMask((uint)Int(file, masksAt));
            Green = new BmpMask((uint)Int(file, masksAt + 4));
            Blue = new BmpMask((uint)Int(file, masksAt + 8));
            Alpha = new BmpMask(count == 4 ? (uint)Int(file, masksAt + 12) : 0);
        }

        Palette = Bits <= 8 ? ReadPalette(file, paletteAt, core ? 3 : 4, core ? 0 : Int(file, 46)) : [];
    }

    /// <summary>The width in pixels, at least 1.</summary>
    internal int Width { get; }

    /// <summary>The height in pixels, at least 1.</summary>
    internal int Height { get; }

    /// <summary>Whether the first row stored is the uppermost one.</summary>
    internal bool IsTopDown { get; }

    /// <summary>Bits a pixel: 1, 2, 4, 8, 16, 24, 32.</summary>
    internal int Bits { get; }

    /// <summary>Where pixels begin in the file.</summary>
    internal long Offset { get; }

    /// <summary>Whether pixels are written as runs of equal ones.</summary>
    internal bool HasRuns => _compression is RunLengths8 or RunLengths4;

    /// <summary>The bytes of a row, which ends at a multiple of four.</summary>
    internal long Stride => (((long)Width * Bits) + 31) / 32 * 4;

    /// <summary>Colors by their index, for up to 8 bits a pixel: as many as an index can name.</summary>
    internal ImageColor[] Palette { get; }

    /// <summary>Which bits of a pixel of 16 or 32 bits are red.</summary>
    internal BmpMask Red { get; }

    /// <summary>Which are green.</summary>
    internal BmpMask Green { get; }

    /// <summary>Which are blue.</summary>
    internal BmpMask Blue { get; }

    /// <summary>Which say how opaque it is; none for most files.</summary>
    internal BmpMask Alpha { get; }

    /// <summary>
    /// Two letters alone could begin a text: the length of a header has to follow, of which few exist.
    /// </summary>
    internal static bool IsBmp(ReadOnlySpan<byte> start) =>
        start.Length >= FileHeaderBytes + CoreHeaderBytes
        && start.StartsWith("BM"u8)
        && Sizes.Contains(Int(start, FileHeaderBytes));

    private void Check(string? name, int size)
    {
        if (Width < 1 || Height < 1)
        {
            throw new ImageDecodeException(name, $"its header says {Width} x {Height} pixels");
        }

        var known = _compression switch
        {
            0 => Bits is 1 or 2 or 4 or 8 or 16 or 24 or 32,
            RunLengths8 => Bits == 8 && !IsTopDown,
            RunLengths4 => Bits == 4 && !IsTopDown,
            Masks => Bits is 16 or 32 && size != 64,
            MasksWithAlpha => Bits is 16 or 32,
            _ => false,
        };
        if (!known)
        {
            throw new ImageDecodeException(name, $"BMP of {Bits} bits and compression {_compression} is not read");
        }
    }

    private static (BmpMask Red, BmpMask Green, BmpMask Blue, BmpMask Alpha) DefaultMasks(int bits) =>
        bits == 16
            ? (new BmpMask(0x7C00), new BmpMask(0x03E0), new BmpMask(0x001F), new BmpMask(0))
            : (new BmpMask(0xFF0000), new BmpMask(0xFF00), new BmpMask(0xFF), new BmpMask(0));

    /// <summary>An index above the last color, which no sound file has, is black.</summary>
    private ImageColor[] ReadPalette(ReadOnlySpan<byte> file, int start, int bytes, int stated)
    {
        var palette = new ImageColor[1 << Bits];
        var count = stated > 0 && stated < palette.Length ? stated : palette.Length;
        var end = Math.Min(file.Length, Offset > start ? Offset : long.MaxValue);
        for (var i = 0; i < count && start + ((i + 1L) * bytes) <= end; i++)
        {
            var color = file.Slice(start + (i * bytes), 3);
            palette[i] = new ImageColor(color[2], color[1], color[0]);
        }

        return palette;
    }

    private static int Short(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static int Int(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file[at..]);
}

/// <summary>Which bits of a pixel belong to one channel.</summary>
internal readonly struct BmpMask(uint mask)
{
    private readonly int _shift = mask == 0 ? 0 : BitOperations.TrailingZeroCount(mask);

    /// <summary>Whether the channel has no bit.</summary>
    internal bool IsEmpty => mask == 0;

    /// <summary>The channel's value, of whatever number of bits, scaled to 0..255.</summary>
    internal byte Of(uint pixel)
    {
        ulong most = mask >> _shift;
        return most == 0 ? (byte)0 : (byte)((((ulong)((pixel & mask) >> _shift) * 255) + (most / 2)) / most);
    }
}
