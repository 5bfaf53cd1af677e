using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;

namespace ContrastiveDsl.Tests.State;

public sealed class CheckpointTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Save_Step_WritesTheTwoFilesUnderTheFixedName()
    {
        var path = Save(390);

        path.Should().Be(Path.Combine(folder.Path, "checkpoints", "step-00000390"));
        Directory
            .GetFileSystemEntries(path)
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("model.safetensors", "state.json");
        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().ContainSingle();
    }

    [Fact]
    public void Save_SameStepAgain_LeavesTheCheckpointAsItIs()
    {
        var path = Save(5);
        var written = File.GetLastWriteTimeUtc(Path.Combine(path, Checkpoint.StateFile));

        Save(5).Should().Be(path);

        File.GetLastWriteTimeUtc(Path.Combine(path, Checkpoint.StateFile)).Should().Be(written);
    }

    [Fact]
    public void Save_AfterAnInterruptedOne_ReplacesWhatItLeft()
    {
        Directory.CreateDirectory(folder["checkpoints/.unfinished-step-00000005"]);
        File.WriteAllText(folder["checkpoints/.unfinished-step-00000005/model.safetensors"], "half");
        Directory.CreateDirectory(folder["checkpoints/step-00000005"]);

        using var reader = Checkpoint.Open(Save(5));

        reader.Integer("value").Should().Be(5);
    }

    [Fact]
    public void Latest_UnfinishedAndForeignFolders_AreNotSeen()
    {
        var whole = Save(7);
        Directory.CreateDirectory(folder["checkpoints/step-00000009"]);
        File.WriteAllText(folder["checkpoints/step-00000009/model.safetensors"], "half");
        Directory.CreateDirectory(folder["checkpoints/.unfinished-step-00000010"]);
        Directory.CreateDirectory(folder["checkpoints/step-best"]);

        Checkpoint.List(folder.Path).Should().Equal(whole);
        Checkpoint.Latest(folder.Path).Should().Be(whole);
    }

    /// <summary>What a crash leaves has another name: a name without its files is damage.</summary>
    [Theory]
    [InlineData(Checkpoint.ModelFile)]
    [InlineData(Checkpoint.StateFile)]
    [InlineData(Checkpoint.ModelFile, Checkpoint.StateFile)]
    public void LatestToGoOn_LaterOneLacksAFile_NamesItAndTheOneBefore(params string[] missing)
    {
        var (before, last) = (Save(1), Save(2));
        string[] files = [.. missing.Select(name => Path.Combine(last, name))];
        Array.ForEach(files, File.Delete);

        var named = string.Join(" and ", files.Select(path => $"'{path}'"));
        ((Action)(() => Checkpoint.LatestToGoOn(folder.Path)))
            .Should()
            .Throw<StateException>()
            .WithMessage(
                $"Missing: {named}. Bring that back, or delete '{last}' to go on from the checkpoint before, '{before}', which is whole."
            );
        Directory.Delete(last, recursive: true);
        Checkpoint.LatestToGoOn(folder.Path).Should().Be(before);
    }

    [Fact]
    public void LatestToGoOn_AllLackAFile_SaysThatWithoutThemItBeginsAnew()
    {
        string[] all = [Save(1), Save(2)];
        Array.ForEach(all, path => File.Delete(Path.Combine(path, Checkpoint.ModelFile)));

        ((Action)(() => Checkpoint.LatestToGoOn(folder.Path)))
            .Should()
            .Throw<StateException>()
            .WithMessage(
                $"Missing: '{all[1]}*{Checkpoint.ModelFile}'. Bring that back, or delete '{all[1]}', '{all[0]}' to begin anew: there is no whole checkpoint before."
            );
    }

    [Fact]
    public void LatestToGoOn_EarlierOneLacksAFileOrASaveWasCutOff_IsTheLatest()
    {
        File.Delete(Path.Combine(Save(1), Checkpoint.ModelFile));
        var latest = Save(2);
        Directory.CreateDirectory(folder["checkpoints/.unfinished-step-00000003"]);

        Checkpoint.LatestToGoOn(folder.Path).Should().Be(latest);
    }

    [Fact]
    public void Latest_MoreStepsThanEightDigits_CountsByNumber()
    {
        Save(99_999_999);
        var latest = Save(100_000_000);

        Checkpoint.Latest(folder.Path).Should().Be(latest);
    }

    [Fact]
    public void Latest_NoCheckpoints_IsNull() => Checkpoint.Latest(folder.Path).Should().BeNull();

    [Fact]
    public void Prune_MoreThanKept_LeavesTheLatestAndNoRemains()
    {
        Save(1);
        var kept = new[] { Save(2), Save(3) };
        Directory.CreateDirectory(folder["checkpoints/.unfinished-step-00000004"]);

        Checkpoint.Prune(folder.Path, keep: 2);

        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().BeEquivalentTo(kept);
    }

    [Fact]
    public void Save_RemainsOfAnotherStep_AreDeletedWithoutPruning()
    {
        Directory.CreateDirectory(folder["checkpoints/.unfinished-step-00000004"]);

        var path = Save(5);

        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().Equal(path);
    }

    [Fact]
    public void Open_FolderThatIsNoCheckpoint_SaysWhatWasLookedFor()
    {
        ((Action)(() => Checkpoint.Open(folder.Path)))
            .Should()
            .Throw<StateException>()
            .WithMessage("*model.safetensors*state.json*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"step":1,"model":"0","numbers":{}}""")]
    [InlineData("{\n  \"version\": 2,\n  \"hash\": \"0123456789abcdef\"\n}\n")]
    public void Open_DamagedNumbers_NamesTheFile(string content)
    {
        var path = Save(1);
        File.WriteAllText(Path.Combine(path, Checkpoint.StateFile), content);

        ((Action)(() => Checkpoint.Open(path)))
            .Should()
            .Throw<StateException>()
            .WithMessage($"*{Path.Combine(path, Checkpoint.StateFile)}*");
    }

    [Fact]
    public void Open_WholeFileOfAnotherVersion_SaysWhichIsRead()
    {
        var path = Save(1);
        var file = Path.Combine(path, Checkpoint.StateFile);
        File.WriteAllText(file, SealedText.Seal("{\n  \"version\": 9\n}"));

        ((Action)(() => Checkpoint.Open(path)))
            .Should()
            .Throw<StateException>()
            .WithMessage($"*{file}*version 9*reads 2*");
    }

    [Fact]
    public void Open_RenamedFolder_SaysWhichStepItHolds()
    {
        var path = Save(3);
        Directory.Move(path, folder["checkpoints/step-00000004"]);

        ((Action)(() => Checkpoint.Open(folder["checkpoints/step-00000004"])))
            .Should()
            .Throw<StateException>()
            .WithMessage("*step-00000004*holds the checkpoint of step 3*");
    }

    [Fact]
    public void Open_TensorsOfAnotherCheckpoint_AreRefused()
    {
        var (first, second) = (Save(3), Save(4));
        File.Copy(
            Path.Combine(first, Checkpoint.ModelFile),
            Path.Combine(second, Checkpoint.ModelFile),
            overwrite: true
        );

        ((Action)(() => Checkpoint.Open(second)))
            .Should()
            .Throw<StateException>()
            .WithMessage($"*{Path.Combine(second, Checkpoint.ModelFile)}*not as it was written*");
    }

    [Fact]
    public void Prune_BestOne_Stays()
    {
        var best = Save(1);
        Save(2);
        var latest = Save(3);

        Checkpoint.Prune(folder.Path, keep: 1, alsoKeep: [1]);

        Checkpoint.List(folder.Path).Should().Equal(best, latest);
    }

    [Fact]
    public void TakeBack_ToAnEarlierStep_SetsTheLastOneAsideAndDeletesThoseBetween()
    {
        var before = new[] { Save(1), Save(2) };
        Save(3);
        var last = Save(4);

        var aside = Checkpoint.TakeBack(folder.Path, 2);

        Checkpoint.List(folder.Path).Should().Equal(before);
        aside.Should().Be(last + "-of-shorter-run");
        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().BeEquivalentTo([.. before, aside!]);
        Checkpoint.Open(aside!).Dispose();
    }

    [Fact]
    public void TakeBack_PastOneThatLacksAFile_LeavesNothingThatStandsInTheWay()
    {
        var start = Save(1);
        File.Delete(Path.Combine(Save(2), Checkpoint.ModelFile));
        var last = Save(3);
        File.Delete(Path.Combine(Save(4), Checkpoint.StateFile));

        Checkpoint.TakeBack(folder.Path, 1).Should().Be(last + "-of-shorter-run");

        Checkpoint.LatestToGoOn(folder.Path).Should().Be(start);
    }

    [Fact]
    public void TakeBack_Again_KeepsTheNewerOfTheSameStep()
    {
        var start = Save(1);
        Directory.CreateDirectory(Save(2) + "-of-shorter-run");

        var aside = Checkpoint.TakeBack(folder.Path, 1);

        Checkpoint.Open(aside!).Dispose();
        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().BeEquivalentTo(start, aside);
    }

    [Fact]
    public void TakeBack_ToTheLatest_ChangesNothing()
    {
        var all = new[] { Save(1), Save(2) };

        Checkpoint.TakeBack(folder.Path, 2).Should().BeNull();

        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().BeEquivalentTo(all);
    }

    [Theory]
    [InlineData("begun")]
    [InlineData("written")]
    [InlineData("tensors")]
    [InlineData("numbers")]
    public void Save_DiskRefuses_LeavesTheOneBeforeAndNothingElse(string after)
    {
        var before = Save(1);
        Checkpoint.Watch.Value = done => Refuse(done == after);

        ((Action)(() => Save(2))).Should().Throw<IOException>().WithMessage("No space left");

        Checkpoint.Watch.Value = null;
        Directory.GetFileSystemEntries(folder["checkpoints"]).Should().Equal(before);
        Checkpoint.Latest(folder.Path).Should().Be(before);
        Checkpoint.Open(Save(2)).Dispose();
    }

    [Fact]
    public void Best_MarkerOfACheckpointThatIsGone_IsNull()
    {
        Save(5);
        new BestCheckpoint(5, BestCheckpoint.Loss, 0.5).Write(folder.Path);
        Checkpoint.Best(folder.Path).Should().Be(folder["checkpoints/step-00000005"]);

        new BestCheckpoint(6, BestCheckpoint.Loss, 0.25).Write(folder.Path);

        Checkpoint.Best(folder.Path).Should().BeNull();
    }

    private static void Refuse(bool now)
    {
        if (now)
        {
            throw new IOException("No space left");
        }
    }

    private string Save(long step)
    {
        var writer = new StateWriter();
        writer.Number("value", step);
        return Checkpoint.Save(folder.Path, step, writer);
    }
}
