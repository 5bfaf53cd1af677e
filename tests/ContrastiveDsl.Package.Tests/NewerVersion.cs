using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Package.Tests;

/// <summary>Makes a library need a version of libstdc++ that no system has.</summary>
internal static class NewerVersion
{
    internal const string Name = "GLIBCXX_3.4.99";
    private const string Known = "GLIBCXX_3.4.30";

    /// <summary>Changes a file; a link to another one becomes a file of its own first.</summary>
    internal static void Demand(string library)
    {
        var image = File.ReadAllBytes(library);
        Replace(image, Encoding.ASCII.GetBytes(Known + '\0'), Encoding.ASCII.GetBytes(Name + '\0'));
        Replace(image, Hash(Known), Hash(Name));
        File.Delete(library);
        File.WriteAllBytes(library, image);
    }

    private static void Replace(byte[] image, byte[] old, byte[] replacement)
    {
        var count = 0;
        for (var at = image.AsSpan().IndexOf(old); at >= 0; at = image.AsSpan().IndexOf(old))
        {
            replacement.CopyTo(image, at);
            count++;
        }

        count.Should().BePositive("the library has it");
    }

    /// <summary>The hash of a name in ELF files.</summary>
    private static byte[] Hash(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, hash);
        return bytes;
    }
}
