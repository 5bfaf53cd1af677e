using System.Text;

namespace ContrastiveDsl.TestImages;

/// <summary>Writes .npy files of NumPy's version 1.0, whole and faulty.</summary>
internal static class NpyBytes
{
    /// <summary>A header of 128 bytes, and what is behind it.</summary>
    /// <param name="type">The type of the values as NumPy writes it, such as <c>|u1</c>.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="values">The values, in whatever number.</param>
    /// <param name="order">Whether the values of a column follow each other.</param>
    public static byte[] Build(string type, long[] shape, byte[] values, string order = "False")
    {
        var sizes = string.Join(", ", shape) + (shape.Length == 1 ? "," : "");
        var header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({sizes}), }}".PadRight(117) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0];
        return [.. start, .. Encoding.ASCII.GetBytes(header), .. values];
    }
}
