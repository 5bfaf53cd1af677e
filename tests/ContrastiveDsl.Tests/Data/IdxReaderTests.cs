using ContrastiveDsl.Data;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Tests.Data;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_WholeFile_GivesShapeAndValues(bool compressed)
    {
        var file = IdxFile.Build([2, 3, 4], IdxFile.Ramp(24));

        var array = IdxReader.Read(Write(compressed ? IdxFile.Gzip(file) : file));

        array.Shape.Should().Equal(2, 3, 4);
        array.Values.Should().Equal(IdxFile.Ramp(24));
    }

    [Fact]
    public void Read_MoreThanOneChunk_GivesAllValues()
    {
        var values = new byte[3_000_001];
        values[^1] = 7;

        IdxReader.Read(Write(IdxFile.Gzip(IdxFile.Build([values.Length], values)))).Values.Should().Equal(values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_TruncatedFile_NamesFileAndBothSizes(bool compressed)
    {
        var file = IdxFile.Build([2, 3, 4], IdxFile.Ramp(24))[..^5];
        var path = Write(compressed ? IdxFile.Gzip(file) : file);

        Reading(path)
            .Should()
            .Throw<IdxFormatException>()
            .WithMessage($"'{path}' is cut short: the shape [2, 3, 4] needs 24 bytes of values, found 19 bytes*");
    }

    [Fact]
    public void Read_OverlongFile_NamesFileAndBothSizes()
    {
        var path = Write([.. IdxFile.Build([5], IdxFile.Ramp(5)), 0, 0]);

        Reading(path)
            .Should()
            .Throw<IdxFormatException>()
            .WithMessage($"'{path}' is too long: the shape [5] needs 5 bytes of values, found 7 bytes*");
    }

    [Fact]
    public void Read_TruncatedGzipStream_IsRefused()
    {
        var packed = IdxFile.Gzip(IdxFile.Build([4000], [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * i / 7))]));
        var path = Write(packed[..(packed.Length / 2)]);

        Reading(path).Should().Throw<IdxFormatException>().WithMessage($"*'{path}'*");
    }

    [Fact]
    public void Read_DamagedGzipStream_IsRefused()
    {
        var packed = IdxFile.Gzip(IdxFile.Build([40], IdxFile.Ramp(40)));
        packed.AsSpan(10, 8).Fill(0xff);

        Reading(Write(packed)).Should().Throw<IdxFormatException>().WithMessage("*gzip*");
    }

    [Theory]
    [InlineData(new byte[] { }, "*4 bytes, found 0 bytes*")]
    [InlineData(new byte[] { 1, 2, 8, 1, 0, 0, 0, 1, 9 }, "*starts with 01020801*")]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1, 9 }, "*type 0x0d*")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "*0 dimensions*")]
    [InlineData(new byte[] { 0, 0, 8, 200 }, "*200 dimensions*")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1 }, "*need 12 bytes, found 4 bytes*")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 0 }, "*size of 0*")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0xff, 0xff, 0xff, 0xff }, "*size of 4294967295*")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff }, "*more than*")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x7f, 0, 0, 0, 9 }, "*found 1 byte*")]
    public void Read_HeaderThatLies_IsRefusedWithTheReason(byte[] content, string message)
    {
        Reading(Write(content)).Should().Throw<IdxFormatException>().WithMessage(message);
    }

    private static Action Reading(string path) => () => IdxReader.Read(path);

    private string Write(byte[] content)
    {
        var path = folder["file"];
        File.WriteAllBytes(path, content);
        return path;
    }
}
