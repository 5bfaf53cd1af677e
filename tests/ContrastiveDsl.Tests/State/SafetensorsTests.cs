using System.Buffers.Binary;
using System.Text;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.State;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string FilePath => folder["file.safetensors"];

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void WriteAndOpen_EveryType_KeepsShapesAndBits(ScalarType dtype)
    {
        var matrix = arange(12).to(dtype).view(3, 4);
        var scalar = ones(Array.Empty<long>(), dtype);

        SafetensorsWriter.Write(
            FilePath,
            new Dictionary<string, Tensor>
            {
                ["matrix"] = matrix,
                ["scalar"] = scalar,
                ["empty"] = zeros(new long[] { 0, 5 }, dtype),
            }
        );
        using var file = SafetensorsFile.Open(FilePath);

        file.Load(file.Entries["matrix"]).Equals(matrix).Should().BeTrue();
        file.Load(file.Entries["matrix"]).dtype.Should().Be(dtype);
        file.Load(file.Entries["scalar"]).shape.Should().BeEmpty();
        file.Load(file.Entries["empty"]).shape.Should().Equal(0, 5);
    }

    [Fact]
    public void Write_ChannelsLastView_StoresItRowMajor()
    {
        var image = arange(24).to(ScalarType.Float32).view(1, 2, 3, 4);
        var channelsLast = image.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

        SafetensorsWriter.Write(FilePath, new Dictionary<string, Tensor> { ["x"] = channelsLast });

        DataOf(FilePath).Should().Equal(image.bytes.ToArray());
    }

    [Fact]
    public void Write_KnownTensors_GivesTheDocumentedBytes()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["b"] = full(new long[] { 2 }, 1.0),
            ["a"] = full(new long[] { 1 }, 7, ScalarType.Byte),
        };

        SafetensorsWriter.Write(FilePath, tensors, new Dictionary<string, string> { ["format"] = "pt" });

        var expected =
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}}""";
        var bytes = File.ReadAllBytes(FilePath);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        (length % 8).Should().Be(0);
        Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' ').Should().Be(expected);
        bytes[(8 + length)..].Should().Equal(0, 0, 0x80, 0x3f, 0, 0, 0x80, 0x3f, 7);
    }

    [Fact]
    public void Write_SameTensorsInAnotherOrder_GivesTheSameFile()
    {
        var (x, y) = (rand(new long[] { 3 }), rand(new long[] { 3 }));

        SafetensorsWriter.Write(FilePath, new Dictionary<string, Tensor> { ["x"] = x, ["y"] = y });
        SafetensorsWriter.Write(folder["other"], new Dictionary<string, Tensor> { ["y"] = y, ["x"] = x });

        File.ReadAllBytes(folder["other"]).Should().Equal(File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Metadata_WrittenTexts_ComeBack()
    {
        var texts = new Dictionary<string, string> { ["größe"] = "28 \"px\"\n" };

        SafetensorsWriter.Write(FilePath, new Dictionary<string, Tensor>(), texts);

        using var file = SafetensorsFile.Open(FilePath);
        file.Metadata.Should().Equal(texts);
        file.Entries.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "*8 bytes, but 4 bytes*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "*8 bytes, but 12 bytes*")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""",
        12,
        "*needs 8 bytes, but its data_offsets span 12*"
    )]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "*span -8*")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""",
        8,
        "*overlap*"
    )]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        4,
        "*overlap*"
    )]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
        12,
        "*hole*"
    )]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""",
        0,
        "*more bytes than can be counted*"
    )]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "*-1*no size*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "*1.5*no size*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", 4, "*no size*")]
    [InlineData("""{"x":{"dtype":"Q7","shape":[1],"data_offsets":[0,4]}}""", 4, "*'x' as Q7*F64, I64, F32*")]
    [InlineData("""{"x":{"shape":[1],"data_offsets":[0,4]}}""", 4, "*no dtype*")]
    [InlineData("""{"x":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "*no shape*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4]}}""", 4, "*1 data_offsets*")]
    [InlineData("""{"x":7}""", 0, "*'x' is not an object*")]
    [InlineData(
        """{"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""",
        0,
        "*'x' twice*"
    )]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "*not an object of strings*")]
    [InlineData("""[1]""", 0, "*not a JSON object*")]
    [InlineData("""{"x":""", 0, "*not JSON*")]
    public void Open_HeaderThatLies_IsRefusedWithFileAndReason(string header, int dataLength, string message)
    {
        Write(header, dataLength);

        Opening().Should().Throw<StateException>().WithMessage($"*'{FilePath}'*").WithMessage(message);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(100UL)]
    [InlineData(200_000_000UL)]
    [InlineData(ulong.MaxValue)]
    public void Open_HeaderLengthBeyondTheFile_IsRefusedBeforeAnythingIsAllocated(ulong length)
    {
        var bytes = new byte[20];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(FilePath, bytes);

        Opening().Should().Throw<StateException>().WithMessage($"*header of {length} bytes in a file of 20*");
    }

    [Fact]
    public void Open_FileOfAFewBytes_IsRefused()
    {
        File.WriteAllBytes(FilePath, [1, 2, 3]);

        Opening().Should().Throw<StateException>().WithMessage("*3 bytes*");
    }

    private Action Opening() => () => SafetensorsFile.Open(FilePath).Dispose();

    private void Write(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        File.WriteAllBytes(FilePath, bytes);
    }

    private static byte[] DataOf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes[(8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes))..];
    }
}
