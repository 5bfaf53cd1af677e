using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A run goes on as it began, or says what is another thing now.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly StripesFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resume_MoreEpochsUnderASchedule_NamesTheWayThatWorks()
    {
        Begin();

        var run = Resume("--epochs", "9");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: '{folder.Output}' would not go on as it began:",
                "error:   epochs: 2 then, 9 now",
                $"error:   The rates of the steps taken follow from the number of all steps, so that more of them would have had other rates. To train on with the weights and a new schedule: train Stripes --from {folder.Output} --data {folder.Data} --epochs N. (A run goes on for more epochs by --resume if, before it began, its rate was declared to be constant up to its last n epochs: [CosineSchedule(WarmupEpochs = w, DecayEpochs = n)], to fall in steps: [StepSchedule(…)], or to stay: no schedule.)"
            );
    }

    [Fact]
    public void Resume_MoreEpochsAtAConstantRate_GoesOnAndTheFolderSaysSo()
    {
        Begin();
        var constant = new[] { Changed(model => model with { Schedule = null }) };
        // As if it had been declared so from the start.
        Rewrite(record => record with { Fingerprint = RunFingerprint.Of(record.Settings, constant[0].Model) });

        var run = Invocation.Of(constant, "train", "--resume", folder.Output, "--epochs", "3");

        run.Error.Should().BeEmpty();
        run.OutputLines.Should().Contain(line => line.StartsWith("epoch 3/3", StringComparison.Ordinal));
        var record = RunFolder.Open(folder.Output);
        record.Settings.Epochs.Should().Be(3);
        record.Changes.Should().Equal(new RunChange("epochs", "epochs", "2", "3") { Step = 8 });
        Invocation.Of(constant, "train", "--resume", folder.Output).Error.Should().BeEmpty();
        Invocation
            .Of(constant, "train", "--resume", folder.Output, "--epochs", "2")
            .Error.Should()
            .Contain("epochs: 3 then, 2 now")
            .And.Contain("leave --epochs out, and stop it where you like")
            .And.NotContain("momentum");
    }

    [Fact]
    public void Resume_OfARunThatIsDone_SaysThatNothingIsLeft()
    {
        Begin();

        var run = Resume();

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should()
            .MatchRegex(
                @"goes on +nowhere: all 8 steps are done; --epochs N trains longer where the schedule allows it, else --from"
            );
        run.Output.Should().NotContain("epoch 2/2");
    }

    [Theory]
    [InlineData("--seed", "4", "seed: 3 then, 4 now")]
    [InlineData("--batch-size", "32", "batch-size: 64 then, 32 now")]
    [InlineData("--limit", "128", "limit: none then, 128 now")]
    [InlineData("--labels", "folders", "labels: none then, folders now")]
    [InlineData("--test-share", "0.5", "test-share: 0 then, 0.5 now")]
    public void Resume_AnotherSetting_IsRefusedWithWhatItWas(string option, string value, string expected)
    {
        Begin();

        var run = Resume(option, value);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: '{folder.Output}' would not go on as it began:",
                $"error:   {expected}",
                $"error:   Leave it out, and it stays; or train a new run, with the weights if you like: train Stripes --from {folder.Output} --data {folder.Data} {option} {value}"
            );
    }

    /// <summary>Its encoder has seen all images but those that were set aside for tests.</summary>
    [Fact]
    public void Resume_Refused_NamesACommandThatKeepsTestImagesApart()
    {
        Begin("--limit", "128", "--batch-size", "32");
        Rewrite(record => record with { Settings = record.Settings with { Labels = "folders", TestShare = 0.25 } });

        var run = Resume("--epochs", "9");

        run.Error.Should()
            .Contain(
                $"train Stripes --from {folder.Output} --data {folder.Data} --labels folders --test-share 0.25 --limit 128 --batch-size 32 --epochs N."
            );
    }

    [Fact]
    public void Resume_TheSettingsItHas_GoesOn()
    {
        Begin();

        var run = Resume("--epochs", "2", "--seed", "3", "--threads", "1", "--checkpoint-steps", "2");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Resume_OtherThreads_GoesOnOnlyWhereThatIsAllowed()
    {
        Begin();

        var refused = Resume("--threads", "2");
        var allowed = Resume("--threads", "2", "--allow-changed", "threads");
        var later = Resume();

        refused.ExitCode.Should().Be(2);
        refused
            .ErrorLines.Should()
            .Equal(
                $"error: '{folder.Output}' would not go on as it began:",
                "error:   threads: 1 then, 2 now",
                "error:   To go on all the same, with other bits than without the change: --allow-changed threads"
            );
        allowed.ExitCode.Should().Be(0);
        allowed
            .ErrorLines.Should()
            .Equal(
                "warning: threads: 1 then, 2 now. From here on the bits differ from those of a run without the change."
            );
        later.Error.Should().BeEmpty("from then on it is a run of two threads");
        RunFolder.Open(folder.Output).Settings.Threads.Should().Be(2);
    }

    [Fact]
    public void Resume_OtherVersions_AreListedEach()
    {
        Begin();
        Rewrite(record =>
            record with
            {
                Fingerprint = record.Fingerprint with { Libtorch = "1.13.1", TorchSharp = "0.99.0" },
            }
        );

        var refused = Resume();
        var allowed = Resume("--allow-changed", "versions,device");

        refused
            .ErrorLines.Should()
            .HaveCount(4)
            .And.Contain(line =>
                line.StartsWith("error:   versions: libtorch: 1.13.1 then, ", StringComparison.Ordinal)
            )
            .And.Contain(line =>
                line.StartsWith("error:   versions: TorchSharp: 0.99.0 then, ", StringComparison.Ordinal)
            )
            .And.HaveElementAt(
                3,
                "error:   To go on all the same, with other bits than without the change: --allow-changed versions"
            );
        allowed.ExitCode.Should().Be(0);
        allowed.ErrorLines.Should().HaveCount(2).And.OnlyContain(line => line.StartsWith("warning: versions: "));
    }

    [Fact]
    public void Resume_OtherProcessor_IsTheDevice()
    {
        Begin();
        Rewrite(record => record with { Fingerprint = record.Fingerprint with { Processor = "MMX" } });

        Resume()
            .ErrorLines.Should()
            .ContainSingle(line => line.Contains("device: vectors of the processor: MMX then, "))
            .And.NotBeNull();
        Resume("--allow-changed", "device").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Resume_OtherDeclaration_NamesTheNumbersAndIsNeverAllowed()
    {
        Begin();
        var other = new[]
        {
            Changed(model =>
                model with
                {
                    Optimizer = model.Optimizer with { LearningRate = 0.25 },
                    Training = model.Training with { Seed = 77 },
                }
            ),
        };

        var run = Invocation.Of(
            other,
            "train",
            "--resume",
            folder.Output,
            "--allow-changed",
            "threads,device,versions"
        );

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Contain("error:   declaration: Optimizer.LearningRate: 0.004 then, 0.25 now")
            .And.Contain("error:   declaration: Training.Seed: 3 then, 77 now")
            .And.HaveElementAt(
                3,
                $"error:   Declare it as it was; or train a new run, with the weights if they fit: train Stripes --from {folder.Output} --data {folder.Data}"
            );
    }

    /// <summary>As by a version that called some things otherwise, and did not say in which form.</summary>
    [Fact]
    public void Resume_DeclarationRecordedInAnOlderForm_ComparesWhatBothCallTheSame()
    {
        Begin();
        Rewrite(record => record with { Fingerprint = Older(record.Fingerprint, "0.004") });

        var refused = Resume();
        var allowed = Resume("--allow-changed", "versions");

        refused
            .ErrorLines.Should()
            .Equal(
                $"error: '{folder.Output}' would not go on as it began:",
                $"error:   versions: form in which declarations are recorded: 1 then, {Fingerprint.Form} now",
                "error:   To go on all the same, with other bits than without the change: --allow-changed versions"
            );
        allowed.ExitCode.Should().Be(0);
        allowed.ErrorLines.Should().ContainSingle();
    }

    [Fact]
    public void Resume_OtherDeclarationInAnOlderForm_IsNeverAllowed()
    {
        Begin();
        Rewrite(record => record with { Fingerprint = Older(record.Fingerprint, "0.25") });

        Resume("--allow-changed", "versions")
            .ErrorLines.Should()
            .HaveCount(3)
            .And.HaveElementAt(1, "error:   declaration: Optimizer.LearningRate: 0.25 then, 0.004 now");
    }

    private static RunFingerprint Older(RunFingerprint recorded, string rate) =>
        recorded with
        {
            Form = 1,
            Declaration = new Dictionary<string, string>(recorded.Declaration!)
            {
                ["Optimizer.Kind"] = "Adam",
                ["Optimizer.Nesterov"] = "False",
                ["Optimizer.LearningRate"] = rate,
            },
        };

    [Fact]
    public void Resume_OtherImagesOfTheSameNumber_IsRefused()
    {
        Begin();
        using var other = new StripesFolder();
        var pixels = Directory.GetFiles(other.Data, "train-images*").Single();
        var bytes = File.ReadAllBytes(pixels);
        bytes[^1] ^= 1;
        File.WriteAllBytes(pixels, bytes);

        var run = Resume("--data", other.Data);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("The images changed").And.Contain("not the same pixels or labels");
    }

    [Fact]
    public void Resume_ImagesThatAreGone_NamesTheFolder()
    {
        Begin();
        Directory.Delete(folder.Data, recursive: true);

        var run = Resume();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: --data: ").And.Contain(folder.Data);
    }

    [Fact]
    public void Resume_CheckpointThatLacksAFile_IsRefusedBeforeAnything()
    {
        Begin();
        var latest = Checkpoint.Latest(folder.Output)!;
        File.Delete(Path.Combine(latest, Checkpoint.ModelFile));

        var run = Resume();

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"error: Missing: '{Path.Combine(latest, Checkpoint.ModelFile)}'. Bring that back, or delete ");
        Directory.Exists(latest).Should().BeTrue();
    }

    [Fact]
    public void Resume_AllCheckpointsGone_BeginsAnewAndSaysWhy()
    {
        Begin();
        Directory.Delete(Path.Combine(folder.Output, "checkpoints"), recursive: true);

        var run = Resume();

        run.ExitCode.Should().Be(0, run.Error);
        (run.Output + run.Error).Should().Contain("has no checkpoint, though metrics.jsonl tells of 2 epochs");
    }

    [Fact]
    public void Resume_IntoAnotherFolder_IsRefused()
    {
        Begin();

        Resume("--out", folder.Output + "2").Error.Should().Contain("A run stays in its folder, which may be moved.");
    }

    [Fact]
    public void Resume_FolderAtWork_IsRefused()
    {
        Begin();
        using var held = RunLock.Of(folder.Output);

        var run = Resume();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: Another training, process {Environment.ProcessId}, is at work in '{folder.Output}'; wait for its end, or stop it."
            );
    }

    [Fact]
    public void Train_FolderWhereAnotherJustBegins_IsRefusedAndLeftAlone()
    {
        // Empty but for the lock of the other, which has not written anything yet.
        Directory.CreateDirectory(folder.Output);
        using var held = RunLock.Of(folder.Output);

        var run = folder.Train();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: Another training, process {Environment.ProcessId}, is at work in '{folder.Output}'; wait for its end, or stop it."
            );
        Directory
            .GetFileSystemEntries(folder.Output)
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo(".lock", ".lock.owner");
    }

    /// <summary>Of who died, and of who cannot be known, no number is told: it would be another's.</summary>
    [Theory]
    [InlineData("2147483646\n1\nHERE\n", "")]
    [InlineData("17\n1\nelsewhere\n", ", process 17 on elsewhere,")]
    [InlineData("OWN\n1\nHERE\n", "")]
    [InlineData("17\n1\nelsewh", "")]
    [InlineData("17\n1\n\n", "")]
    [InlineData("17\n1\n", "")]
    [InlineData("17\n", "")]
    [InlineData("17", "")]
    [InlineData("", "")]
    [InlineData("soon\n1\nHERE\n", "")]
    [InlineData("17\nsoon\nelsewhere\n", "")]
    [InlineData(null, "")]
    public void HolderOf_AFileThatIsHeld_IsWhoSignedLastIfStillThere(string? signed, string expected)
    {
        Directory.CreateDirectory(folder.Output);
        var file = Path.Combine(folder.Output, ".lock");
        using (var held = FileLock.TryTake(file))
        {
            FileLock.HolderOf(file).Should().Be($", process {Environment.ProcessId},");
            File.Delete(FileLock.OwnerFile(file));
            if (signed is not null)
            {
                var text = signed
                    .Replace("HERE", Environment.MachineName, StringComparison.Ordinal)
                    .Replace("OWN", $"{Environment.ProcessId}", StringComparison.Ordinal);
                File.WriteAllText(FileLock.OwnerFile(file), text);
            }

            FileLock.HolderOf(file).Should().Be(expected);
        }

        File.Exists(FileLock.OwnerFile(file)).Should().BeFalse("it goes with the lock");
    }

    [Fact]
    public void Dispose_OfALockASecondTime_LeavesTheNextHolderItsName()
    {
        Directory.CreateDirectory(folder.Output);
        var file = Path.Combine(folder.Output, ".lock");
        var first = FileLock.TryTake(file)!;
        first.Dispose();
        using var second = FileLock.TryTake(file);

        first.Dispose();

        FileLock.HolderOf(file).Should().Be($", process {Environment.ProcessId},");
    }

    [Fact]
    public void Train_IntoAFolderWhereAnotherWasKilledAtOnce_Begins()
    {
        Directory.CreateDirectory(folder.Output);
        var file = Path.Combine(folder.Output, ".lock");
        File.WriteAllText(file, "");
        File.WriteAllText(FileLock.OwnerFile(file), "17\n1\nelsewhere\n");

        folder.Train().ExitCode.Should().Be(0);

        File.Exists(FileLock.OwnerFile(file)).Should().BeFalse();
    }

    [Theory]
    [InlineData("runs/A-20260101", "runs/A-20260101", "runs/A-20260101")]
    [InlineData("my runs/a", "'my runs/a'", "\"my runs/a\"")]
    [InlineData("it's", @"'it'\''s'", "\"it's\"")]
    [InlineData("$HOME/*;rm", "'$HOME/*;rm'", "\"$HOME/*;rm\"")]
    [InlineData(@"C:\runs\a", @"'C:\runs\a'", @"C:\runs\a")]
    [InlineData("", "''", "\"\"")]
    [InlineData("größe", "'größe'", "\"größe\"")]
    public void ShellWord_Path_IsQuotedWhereNeeded(string path, string unix, string windows)
    {
        ShellWord.Of(path, forWindows: false).Should().Be(unix);
        ShellWord.Of(path, forWindows: true).Should().Be(windows);
    }

    private static ExperimentDefinition Changed(Func<ExperimentModel, ExperimentModel> change) =>
        new(
            change(StripesExperiment.Definition.Model),
            StripesExperiment.Definition.Defaults,
            StripesExperiment.Definition.Create
        );

    private void Begin(params string[] options) => folder.Train(options).ExitCode.Should().Be(0);

    private Invocation Resume(params string[] options) =>
        Invocation.Of([StripesExperiment.Definition], ["train", "--resume", folder.Output, .. options]);

    private void Rewrite(Func<RunRecord, RunRecord> change) =>
        RunFolder.Write(folder.Output, change(RunFolder.Open(folder.Output)));
}
