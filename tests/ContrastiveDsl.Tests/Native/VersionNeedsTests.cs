using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

public sealed class VersionNeedsTests
{
    private const string Unused = "GLIBCXX_3.4.32";
    private const byte Weak = 2;

    [Fact]
    public void RealLibrary_Marked_DiffersInOneFlag()
    {
        var original = Real();
        var marked = (byte[])original.Clone();

        VersionNeeds.MarkWeak(marked, Unused).Should().BeTrue();

        var at = Differences(original, marked).Should().ContainSingle().Which;
        (original[at], marked[at]).Should().Be((0, Weak));
    }

    [Fact]
    public void RealLibrary_MarkedTwice_StaysAsItIs()
    {
        var once = Real();
        VersionNeeds.MarkWeak(once, Unused);
        var twice = (byte[])once.Clone();

        VersionNeeds.MarkWeak(twice, Unused).Should().BeTrue();

        twice.Should().Equal(once);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.99")]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("")]
    public void RealLibrary_WithoutTheVersion_StaysAsItIs(string version)
    {
        var original = Real();
        var image = (byte[])original.Clone();

        VersionNeeds.MarkWeak(image, version).Should().BeFalse();

        image.AsSpan().SequenceEqual(original).Should().BeTrue();
    }

    [Theory]
    [InlineData("A_1", 0)]
    [InlineData("B_1", 1)]
    [InlineData("B_2", 2)]
    public void Version_OfAnyLibrary_IsMarkedAlone(string version, int index)
    {
        var image = SyntheticLibrary.Create();

        VersionNeeds.MarkWeak(image, version).Should().BeTrue();

        Differences(SyntheticLibrary.Create(), image).Should().Equal(SyntheticLibrary.Flags(index));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(63)]
    public void File_ThatIsTooShort_IsNoLibrary(int length) =>
        VersionNeeds.MarkWeak(SyntheticLibrary.Create()[..length], "A_1").Should().BeFalse();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void File_OfAnotherKind_IsNoLibrary(int at, byte value)
    {
        // No ELF file, one of 32 bits, one of the other byte order.
        var image = SyntheticLibrary.Create();
        image[at] = value;

        VersionNeeds.MarkWeak(image, "A_1").Should().BeFalse();
    }

    [Fact]
    public void File_CutAnywhere_IsRefusedOrUnderstood()
    {
        var whole = SyntheticLibrary.Create();

        for (var length = 0; length < whole.Length; length++)
        {
            var mark = () => Outcome(whole[..length], "B_2");

            mark.Should().NotThrow($"a file of {length} bytes is refused in one way");
        }
    }

    [Fact]
    public void SyntheticLibrary_ChangedAtRandom_IsRefusedOrUnderstood()
    {
        var random = new Random(1);
        var outcomes = new HashSet<bool?>();
        for (var round = 0; round < 20_000; round++)
        {
            var image = SyntheticLibrary.Create();
            Change(image, random, 0, image.Length);

            outcomes.Add(Outcome(image, "B_2"));
        }

        // Or else the changes hit nothing.
        outcomes.Should().BeEquivalentTo(new bool?[] { true, false, null });
    }

    [Fact]
    public void RealLibrary_ChangedAtRandom_IsRefusedOrUnderstood()
    {
        var original = Real();
        var marked = (byte[])original.Clone();
        VersionNeeds.MarkWeak(marked, Unused);
        var needs = Differences(original, marked).Single() - 512;
        var random = new Random(2);
        for (var round = 0; round < 500; round++)
        {
            var image = (byte[])original.Clone();
            Change(image, random, 0, 1024);
            Change(image, random, needs, 1024);

            var mark = () => Outcome(image, Unused);

            mark.Should().NotThrow();
        }
    }

    private static byte[] Real() => File.ReadAllBytes(NativeFiles.Find("libLibTorchSharp.so")!);

    private static IEnumerable<int> Differences(byte[] left, byte[] right) =>
        Enumerable.Range(0, left.Length).Where(i => left[i] != right[i]);

    private static void Change(byte[] image, Random random, int start, int length)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            // Numbers at their limits find more than numbers at random.
            var value = random.Next(3) switch
            {
                0 => 0,
                1 => 0xff,
                _ => random.Next(256),
            };
            image[start + random.Next(length)] = (byte)value;
        }
    }

    /// <summary>What marking says, null where it refuses the file in the one way that the loader expects.</summary>
    private static bool? Outcome(byte[] image, string version)
    {
        try
        {
            return VersionNeeds.MarkWeak(image, version);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
