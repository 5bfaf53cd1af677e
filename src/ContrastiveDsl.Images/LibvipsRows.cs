using System.Runtime.InteropServices;
using NetVips;

namespace ContrastiveDsl.Images;

/// <summary>The rows of an image that libvips decodes, as gray or as sRGB.</summary>
internal sealed class LibvipsRows : RowReader
{
    /// <summary>How many bytes of samples are fetched at once, about.</summary>
    private const int StripBytes = 1 << 18;

    private readonly LibvipsFile _file;
    private readonly ImageColor _background;
    private readonly string? _name;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Image _image;
    private readonly Region _region;
    private readonly int _bands;
    private readonly bool _is16Bit;
    private readonly int _colors;
    private readonly bool _hasAlpha;
    private readonly int _stripRows;
    private byte[] _strip = [];
    private int _next;

    /// <param name="file">The opened file, which outlives this.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="background">What shows through.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="ImageDecodeException">Its samples are of a kind that is not read.</exception>
    internal LibvipsRows(LibvipsFile file, ReadOnlyMemory<byte> bytes, ImageColor background, string? name)
    {
        (_file, _bytes, _background, _name) = (file, bytes, background, name);
        try
        {
            _image = ColorConversion.ToGrayOrRgb(file.Image, name);
            _region = Region.New(_image);
        }
        catch (VipsException fault)
        {
            _image?.Dispose();
            throw new ImageDecodeException(name, "its colors cannot be converted to sRGB", fault);
        }

        _is16Bit = _image.Format == Enums.BandFormat.Ushort;
        (Width, Height, _bands) = (_image.Width, _image.Height, _image.Bands);
        _colors = _bands <= 2 ? 1 : 3;
        _hasAlpha = _bands > _colors;
        _stripRows = (int)Math.Clamp(StripBytes / ((long)Width * _bands * (_is16Bit ? 2 : 1)), 1, Height);
    }

    internal override int Width { get; }

    internal override int Height { get; }

    /// <summary>Gray before a colored background has colors.</summary>
    internal override int Channels => _colors == 1 && !_hasAlpha ? 1 : 3;

    internal override void Read(Span<byte> row)
    {
        var inStrip = _next % _stripRows;
        if (inStrip == 0)
        {
            _strip = Fetch(_next, Math.Min(_stripRows, Height - _next));
        }

        _next++;
        var samples = Width * _bands;
        if (_is16Bit)
        {
            Compose(MemoryMarshal.Cast<byte, ushort>(_strip).Slice(inStrip * samples, samples), row);
        }
        else
        {
            Compose(_strip.AsSpan(inStrip * samples, samples), row);
        }
    }

    public override void Dispose()
    {
        _region.Dispose();
        _image.Dispose();
    }

    private byte[] Fetch(int top, int rows)
    {
        try
        {
            return _region.Fetch(0, top, Width, rows);
        }
        catch (VipsException fault)
        {
            throw new ImageDecodeException(_name, Damage.Of(_file.Format, _bytes.Span), fault);
        }
    }

    /// <summary>Of 16 bits each value is divided by 257 and rounded: 65535 becomes 255, 256 becomes 1.</summary>
    private void Compose(ReadOnlySpan<ushort> samples, Span<byte> row)
    {
        Span<byte> bytes = new byte[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            bytes[i] = (byte)((samples[i] + 128) / 257);
        }

        Compose(bytes, row);
    }

    private void Compose(ReadOnlySpan<byte> samples, Span<byte> row)
    {
        if (!_hasAlpha)
        {
            samples.CopyTo(row);
            return;
        }

        var bands = _colors + 1;
        for (var (from, to) = (0, 0); from < samples.Length; from += bands, to += 3)
        {
            var pixel = samples.Slice(from, bands);
            var color = _colors == 1 ? new ImageColor(pixel[0], pixel[0], pixel[0]) : new(pixel[0], pixel[1], pixel[2]);
            var composed = color.Over(_background, pixel[^1]);
            (row[to], row[to + 1], row[to + 2]) = (composed.Red, composed.Green, composed.Blue);
        }
    }
}
