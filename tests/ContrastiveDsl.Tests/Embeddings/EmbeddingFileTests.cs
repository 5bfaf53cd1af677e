using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using Parquet;
using TorchSharp;

namespace ContrastiveDsl.Tests.Embeddings;

public sealed class EmbeddingFileTests : IDisposable
{
    private const int Size = 3;
    private static readonly string[] Names = ["a.jpg", "b/c, \"d\".png", "b/é.png", "line\nbreak.gif", "z.bmp"];
    private readonly TempFolder folder = new();

    private static float[] Numbers =>
        [0, 1, -2.5f, 1e-30f, 0.1f, float.MaxValue, 3, 4, 5, 6, 7, 8, 1 / 3f, float.NaN, -0f];

    [Fact]
    public void Npy_RowsInPieces_IsTheArrayOfNumPyWithNamesBeside()
    {
        var path = Write("out.npy", most: 5_000);

        var bytes = File.ReadAllBytes(path);
        var header = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        bytes[..8].Should().Equal(0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0);
        ((10 + header) % 64).Should().Be(0);
        Encoding
            .ASCII.GetString(bytes, 10, header)
            .Should()
            .MatchRegex("^{'descr': '<f4', 'fortran_order': False, 'shape': \\(5, 3\\), } *\n$");
        Bits(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + header))).Should().Equal(Bits(Numbers));
        File.ReadAllLines(folder["out.txt"])
            .Should()
            .Equal("a.jpg", "b/c, \"d\".png", "b/é.png", "line\\nbreak.gif", "z.bmp");
    }

    [Fact]
    public void Safetensors_FewerRowsThanThereWasRoomFor_OpensAsOneTensor()
    {
        var path = Write("out.safetensors", most: 5_000_000);

        using var file = SafetensorsFile.Open(path);
        file.Entries.Keys.Should().Equal("embeddings");
        using var tensor = file.Load(file.Entries["embeddings"]);
        tensor.shape.Should().Equal(5, Size);
        Bits(HostTensor.Read<float>(tensor)).Should().Equal(Bits(Numbers));
        File.ReadAllLines(folder["out.txt"]).Should().HaveCount(5);
    }

    [Fact]
    public void Csv_NamesWithCommasQuotesAndLines_AreQuoted()
    {
        var path = Write("out.csv", most: 5);

        File.ReadAllText(path)
            .Should()
            .Be(
                "path,f0,f1,f2\n"
                    + "a.jpg,0,1,-2.5\n"
                    + "\"b/c, \"\"d\"\".png\",1E-30,0.1,3.4028235E+38\n"
                    + "b/é.png,3,4,5\n"
                    + "\"line\nbreak.gif\",6,7,8\n"
                    + "z.bmp,0.33333334,NaN,-0\n"
            );
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public async Task Parquet_ReadByAnotherReader_HasPathsAndLists()
    {
        var path = Write("out.parquet", most: 5);

        await using var reader = await ParquetReader.CreateAsync(path);
        var fields = reader.Schema.GetDataFields();
        fields.Select(field => field.Path.ToString()).Should().Equal("path", "embedding/list/element");
        var group = reader.RowGroups.Should().ContainSingle().Which;
        group.RowCount.Should().Be(5);
        var (names, numbers, repetitions, levels) = (new string?[5], new float[15], new int[15], new int[15]);
        await group.ReadAsync(fields[0], names.AsMemory());
        await group.ReadRawAsync<float>(fields[1], numbers, levels.AsMemory(), repetitions.AsMemory());
        names.Should().Equal(Names);
        Bits(numbers).Should().Equal(Bits(Numbers));
        levels.Should().AllBeEquivalentTo(fields[1].MaxDefinitionLevel);
        repetitions.Should().Equal(0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1);
    }

    [Theory]
    [InlineData("out.npy")]
    [InlineData("out.csv")]
    [InlineData("out.parquet")]
    [InlineData("out.safetensors")]
    public void Write_RowsThatFailInTheMiddle_LeavesWhatWasThere(string name)
    {
        var path = folder[name];
        File.WriteAllText(path, "before");

        var write = () => EmbeddingFile.Write(path, Size, 5, Failing());

        write.Should().Throw<InvalidOperationException>().WithMessage("disk on fire");
        Directory.GetFiles(folder.Path).Should().Equal(path);
        File.ReadAllText(path).Should().Be("before");
    }

    /// <summary>Rows without their names, or with those of others, are worse than the old ones.</summary>
    [Fact]
    public void WriteWithList_NamesThatFailAfterTheRows_LeavesBothFilesAsTheyWere()
    {
        var (path, names) = (folder["out.npy"], folder["out.txt"]);
        File.WriteAllText(path, "rows");
        File.WriteAllText(names, "names");

        var write = () =>
            EmbeddingFile.WriteWithList(
                path,
                names,
                new NpyFormat(),
                Size,
                5,
                Rows(),
                Failing().SelectMany(row => row.Names)
            );

        write.Should().Throw<InvalidOperationException>().WithMessage("disk on fire");
        Directory.GetFiles(folder.Path).Should().BeEquivalentTo(path, names);
        File.ReadAllText(path).Should().Be("rows");
        File.ReadAllText(names).Should().Be("names");
    }

    [Theory]
    [InlineData("out.npy")]
    [InlineData("out.parquet")]
    [InlineData("out.safetensors")]
    public void Write_Twice_GivesTheSameBytes(string name)
    {
        var first = File.ReadAllBytes(Write(name, most: 9));

        var second = File.ReadAllBytes(Write(name, most: 9));

        second.Should().Equal(first);
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<EmbeddedRows> Rows()
    {
        yield return new EmbeddedRows(Names[..2], Numbers[..6]);
        yield return new EmbeddedRows(Names[2..], Numbers[6..]);
    }

    private static IEnumerable<EmbeddedRows> Failing()
    {
        yield return new EmbeddedRows(Names[..2], Numbers[..6]);
        throw new InvalidOperationException("disk on fire");
    }

    private static int[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();

    private string Write(string name, long most)
    {
        var path = folder[name];
        EmbeddingFile.Write(path, Size, most, Rows());
        return path;
    }
}
