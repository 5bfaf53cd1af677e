using System.Text;

namespace ContrastiveDsl.Onnx.Tests;

/// <summary>An ONNX model of another program's: no metadata, and features as a pooling layer leaves them.</summary>
internal static class ForeignModel
{
    private const int Float = 1;

    /// <summary>The mean of each channel: <c>pixels</c> [batch, C, S, S] to <c>pooled</c> [batch, C, 1, 1].</summary>
    /// <param name="batch">Images at once.</param>
    /// <param name="channels">C.</param>
    /// <param name="size">S.</param>
    /// <param name="type">The type of the pixels, as ONNX numbers them; 1 is float32.</param>
    public static byte[] Pooling(int batch, int channels, int size, int type = Float)
    {
        byte[] node = [.. Text(1, "pixels"), .. Text(2, "pooled"), .. Text(4, "GlobalAveragePool")];
        byte[] graph =
        [
            .. Part(1, node),
            .. Text(2, "foreign"),
            .. Part(11, Value("pixels", type, batch, channels, size, size)),
            .. Part(12, Value("pooled", type, batch, channels, 1, 1)),
        ];
        return [.. Number(1, 8), .. Part(7, graph), .. Part(8, Number(2, 17))];
    }

    private static byte[] Value(string name, int type, params int[] sides)
    {
        byte[] shape = [.. sides.SelectMany(side => Part(1, Number(1, side)))];
        return [.. Text(1, name), .. Part(2, Part(1, [.. Number(1, type), .. Part(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Part(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Part(int field, byte[] bytes) =>
        [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value) =>
        value < 128 ? [(byte)value] : [(byte)((value & 127) | 128), .. Varint(value >> 7)];
}
