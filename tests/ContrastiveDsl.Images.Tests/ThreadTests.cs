namespace ContrastiveDsl.Images.Tests;

public sealed class ThreadTests
{
    private static readonly string[] Kinds =
    [
        .. ((IEnumerable<object[]>)DecodedFormatTests.Exact).Select(row => (string)row[0]),
        .. ((IEnumerable<object[]>)DecodedFormatTests.Near).Select(row => (string)row[0]),
        "transparent png p3",
        "grey jpeg",
    ];

    [Fact]
    public void Decode_On1And8Threads_GivesTheSameBytesAndReasons()
    {
        var files = Kinds.Select(Stored.File).ToArray();
        // Every third one is cut off.
        for (var i = 0; i < files.Length; i += 3)
        {
            files[i] = files[i][..(files[i].Length / 2)];
        }

        var transform = new EvaluationTransform(24);
        var alone = files.Select(file => Outcome(file, transform)).ToArray();
        var together = new string[files.Length * 8];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            together[i] = Outcome(files[i % files.Length], transform)
        );

        alone.Should().Contain(outcome => outcome.Contains("cut off"));
        alone.Count(outcome => outcome.StartsWith('0')).Should().BeGreaterThan(15);
        together.Should().Equal(Enumerable.Repeat(alone, 8).SelectMany(outcomes => outcomes));
    }

    private static string Outcome(byte[] file, EvaluationTransform transform)
    {
        try
        {
            return "0" + Convert.ToHexString(transform.Load(file));
        }
        catch (ImageDecodeException fault)
        {
            return fault.Message;
        }
    }
}
