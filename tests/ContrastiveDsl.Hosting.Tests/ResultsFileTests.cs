namespace ContrastiveDsl.Hosting.Tests;

public sealed class ResultsFileTests : IDisposable
{
    private const string Line = Probed + "\t00112233445566ff";
    private const string Probed = Short + "\t0.85\t0.7\t0.9\t-";
    private const string Short =
        "ClothesSimClr\t1\t5\t10000\t256\t20\t0.07\t10000\t0.8014\t0.7151\t0.8182\t0.103100\t703.6";
    private static readonly ComparisonResult Result = new(
        new("ClothesSimClr", Seed: 1, Epochs: 5, Limit: 10000, BatchSize: 256, Images: "00112233445566ff"),
        new(K: 20, Temperature: 0.07),
        Bank: 10000,
        RawPixels: 0.8014,
        Untrained: 0.7151,
        Trained: 0.8182,
        Seconds: 703.6
    )
    {
        Probed = new(0.85, 0.7, 0.9, null),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-").FullName;

    private string File => Path.Combine(folder, "results.tsv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Add_ToNoFile_WritesNamesAndLine()
    {
        new ResultsFile(File).Add(Result);

        System.IO.File.ReadAllText(File).Should().Be(ResultLine.Header + "\n" + Line + "\n");
        Directory.GetFileSystemEntries(folder).Should().ContainSingle("nothing is left beside it");
    }

    [Fact]
    public void Results_OfALine_AreWhatWasWritten()
    {
        Write(ResultLine.Header, Line);

        new ResultsFile(File).Results.Should().Equal(Result);
    }

    [Fact]
    public void Results_OfARunOnAllImages_AreReadBack()
    {
        var all = Result with { Run = Result.Run with { Limit = null } };
        new ResultsFile(File).Add(all);

        new ResultsFile(File).Results.Should().Equal(all);
        all.Run.FolderName.Should().Be("ClothesSimClr-seed1-epochs5-batch256");
    }

    [Theory]
    [InlineData("ClothesByol\t1\t5\t100")]
    [InlineData("ClothesByol\t1\t5\t10000\t256\t20\t0.07\t10000\t0.8014\t0.7151\t0.8182\t0.103100\t")]
    [InlineData("ClothesByol\tone\t5\t10000\t256\t20\t0.07\t10000\t0.8014\t0.7151\t0.8182\t0.103100\t703.6")]
    [InlineData("ClothesByol\t1\t5\t10000\t256\t20\t0.07\t10000\t0.8014\t0.7151\tNaN\t0.103100\t703.6")]
    [InlineData(Short + "\t0.85\t0.7\t")]
    [InlineData(Short + "\t0.85\t0.7\tall\t-")]
    [InlineData(Short + "\t-\t-\t-\t-")]
    [InlineData(Probed + "\t")]
    [InlineData(Short + "\t-\t0.7\t-\t-\t00112233445566ff")]
    [InlineData("")]
    public void Results_HalfALine_CountsForNothingAndStays(string half)
    {
        System.IO.File.WriteAllText(File, ResultLine.Header + "\n" + half);
        var file = new ResultsFile(File);

        file.Results.Should().BeEmpty();
        file.Add(Result);

        new ResultsFile(File).Results.Should().Equal(Result);
        var kept = half.Length == 0 ? "" : half + "\n";
        System.IO.File.ReadAllText(File).Should().Be(ResultLine.Header + "\n" + kept + Line + "\n");
    }

    [Fact]
    public void Results_OfAFileFromBeforeProbes_AreReadAndAddedTo()
    {
        Write(ResultLine.ShortHeader, Short);
        var file = new ResultsFile(File);
        file.Results.Should().Equal(Result with { Probed = null, Run = Result.Run with { Images = null } });
        file.Runs(fineTuned: false).Should().BeEmpty("it was not probed");

        file.Add(Result);

        System.IO.File.ReadAllLines(File).Should().Equal(ResultLine.Header, Short, Line);
        file.Runs(fineTuned: false).Should().Equal(Result.Run);
        file.Runs(fineTuned: true).Should().BeEmpty("it was fine-tuned with all labels only");
    }

    [Fact]
    public void Results_OfAFileFromBeforeImages_AreReadAndAddedTo()
    {
        Write(ResultLine.ProbedHeader, Probed);
        var file = new ResultsFile(File);
        var unknown = Result with { Run = Result.Run with { Images = null } };
        file.Results.Should().Equal(unknown);

        file.Add(Result);

        System.IO.File.ReadAllLines(File).Should().Equal(ResultLine.Header, Probed, Line);
        new ResultsFile(File).Results.Should().Equal(unknown, Result);
        file.Runs(fineTuned: false).Should().BeEquivalentTo([unknown.Run, Result.Run]);
    }

    [Fact]
    public void Results_OfARunThatWasNotProbed_AreReadBackWithItsImages()
    {
        var bare = Result with { Probed = null };
        new ResultsFile(File).Add(bare);

        new ResultsFile(File).Results.Should().Equal(bare);
    }

    [Fact]
    public void Open_ForeignFile_IsRefused()
    {
        Write("name,seed", "a,1");

        FluentActions
            .Invoking(() => new ResultsFile(File))
            .Should()
            .Throw<InputException>()
            .WithMessage(
                $"--results is '{File}', which holds something else than results of a comparison; name another file."
            );
    }

    [Fact]
    public void Open_EmptyFile_HasNoResults()
    {
        Write();

        new ResultsFile(File).Results.Should().BeEmpty();
    }

    [Fact]
    public void Hold_WhileAnotherHolds_IsRefusedUntilItLetsGo()
    {
        var path = Path.Combine(folder, "new", "results.tsv");
        var (held, _) = ResultsFile.Hold(path);
        using (held)
        {
            FluentActions
                .Invoking(() => ResultsFile.Hold(path))
                .Should()
                .Throw<InputException>()
                .WithMessage(
                    $"Another comparison, process {Environment.ProcessId}, is at work on '{path}'; wait for its end, or name another file."
                );
        }

        ResultsFile.Hold(path).Held.Dispose();
    }

    [Fact]
    public void RunsFolder_OfAFile_LiesBesideIt()
    {
        new ResultsFile(File).RunsFolder.Should().Be(Path.Combine(folder, "runs"));
    }

    private void Write(params string[] lines) => System.IO.File.WriteAllLines(File, lines);
}
