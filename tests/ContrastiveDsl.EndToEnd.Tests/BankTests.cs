using ContrastiveDsl.Data;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// Memory banks in real training: which entries move and when, what is saved, and what a bank refuses.
/// </summary>
public sealed class BankTests
{
    private const int BatchSize = 64;

    public static TheoryData<string> Banks =>
        new(TrainingTests.Trained.Where(found => found.Model.Bank is not null).Select(found => found.Model.Type.Name));

    [ImagesTheory]
    [MemberData(nameof(Banks))]
    public void Entries_AfterEveryStep_HaveMovedForTheImagesOfTheBatchAlone(string name)
    {
        const int images = 200;
        var before = IsFilled(name) ? null : FirstEntries(name, images);
        var steps = 0;
        TrainingTests
            .Train(name, images, epochs: 2, stepped: (experiment, step) =>
            {
                var after = Entries(experiment);
                var batch = Batch(name, images, step);
                after.Should().HaveCount(images);
                if (before is null)
                {
                    // Embeddings of the images have taken the place of all first entries.
                    Moved(FirstEntries(name, images), after).Should().HaveCount(images);
                }
                else
                {
                    Moved(before, after)
                        .Should()
                        .Equal(batch.Order(), "step {0} has seen these images and no others", step.Position.Step);
                }

                after.Max(row => Math.Abs(row.Sum(value => (double)value * value) - 1)).Should().BeLessThan(1e-5);
                before = after;
                steps++;
            })
            .Dispose();
        steps.Should().Be(6);
    }

    [ImagesTheory]
    [InlineData(nameof(TinyFullSoftmax))]
    [InlineData(nameof(TinyPirl))]
    [InlineData(nameof(TinyRotationPirl))]
    public void Entries_AfterTheFirstStep_HaveGoneHalfOfTheWay(string name)
    {
        const int images = 128;
        TrainingTests.Definition(name).Model.Bank!.Momentum.Should().Be(0.5);
        var start = FirstEntries(name, images);
        TrainingTests
            .Train(name, images, epochs: 1, stepped: (experiment, step) =>
            {
                if (step.Position.Step == 1)
                {
                    // The sum of two unit vectors lies halfway between them, so at most a right angle from where it
                    // was; an entry that is replaced, or updated twice, goes beyond.
                    var after = Entries(experiment);
                    var cosines = Batch(name, images, step)
                        .Select(image => start[image].Zip(after[image], (a, b) => (double)a * b).Sum());
                    cosines.Should().OnlyContain(cosine => cosine > -1e-6 && cosine < 1 - 1e-6);
                }
            })
            .Dispose();
    }

    [ImagesTheory]
    [MemberData(nameof(Banks))]
    public void State_OfABank_IsSavedAndItsFirstEntriesComeFromTheSeed(string name)
    {
        using var experiment = TrainingTests.Train(name, images: 128, epochs: 1);
        var keys = Bits.Of(experiment).Keys;

        keys.Should().Contain("bank.rows").And.Contain("bank.count");
        keys.Contains("partition.value").Should().Be(TrainingTests.Definition(name).Model.Loss.Word == "NceLoss");
        Moved(FirstEntries(name, 128), FirstEntries(name, 128, seed: 8)).Should().HaveCount(128);
    }

    [ImagesFact]
    public void Partition_OfTheFirstBatch_StaysForTheRun()
    {
        var values = new List<float>();
        TrainingTests
            .Train(
                nameof(TinyInstanceDiscrimination),
                images: 128,
                epochs: 2,
                started: experiment => Partition(experiment).Should().Be(0),
                stepped: (experiment, _) => values.Add(Partition(experiment))
            )
            .Dispose();

        // 128 times the mean of exp(cos / 0.2) lies between the values for opposite and for equal vectors.
        values.Should().HaveCount(4);
        values
            .Distinct()
            .Should()
            .ContainSingle()
            .Which.Should()
            .BeInRange((float)(128 * Math.Exp(-5)), (float)(128 * Math.Exp(5)));
    }

    [ImagesTheory]
    [MemberData(nameof(Banks))]
    public void Resume_WithOtherData_IsRefused(string name)
    {
        using var folder = new TemporaryFolder();
        using (var trained = Saved(name, images: 192, folder["run"]))
        using (var others = RealImages.Train(130))
        using (var run = TrainingRun.Resume(folder["run"]))
        using (var resumed = TrainingTests.Definition(name).Create(run.Settings))
        {
            run.Restore(resumed).Should().NotBeNull();

            resumed
                .Invoking(experiment => experiment.Train(others, run))
                .Should()
                .Throw<InvalidOperationException>()
                .WithMessage(
                    "The memory bank belongs to 192 images, but the training data has 130:*Train on the same images, or start a new run."
                );
        }
    }

    [ImagesFact]
    public void Train_FillingTheBank_TellsHowFarItIs()
    {
        var shares = new List<double>();
        FillAndTrain(
                (run, what, done) =>
                {
                    what.Should().Be("filling the memory bank");
                    run.Step.Should().Be(0);
                    shares.Add(done);
                }
            )
            .Dispose();

        // 150 images in batches of 64, the last of which reaches back.
        shares.Should().Equal(64 / 150.0, 128 / 150.0, 1);
    }

    [ImagesFact]
    public void Train_StoppedWhileTheBankIsFilled_TakesNoStepAndBeginsAnewLater()
    {
        using var folder = new TemporaryFolder();
        var told = 0;
        FillAndTrain(
                (run, _, _) =>
                {
                    told++;
                    run.RequestStop();
                },
                folder["run"]
            )
            .Dispose();

        told.Should().Be(1);
        Checkpoint.Latest(folder["run"]).Should().BeNull("each step would have left one, for the stop");
        using var again = FillAndTrain((_, _, _) => { }, folder["run"]);
        using var whole = FillAndTrain((_, _, _) => { });
        Bits.ShouldEqual(Bits.Of(again), Bits.Of(whole));
    }

    /// <summary>Trains an experiment whose bank begins as embeddings of the images.</summary>
    /// <param name="told">Called with how much of the bank is filled.</param>
    /// <param name="output">The run's folder; a run that is there goes on.</param>
    private static IExperiment FillAndTrain(Action<TrainingRun, string, double> told, string? output = null)
    {
        const string Name = nameof(TinyInstanceDiscrimination);
        var definition = TrainingTests.Definition(Name);
        var settings = TrainingTests.Settings(definition, epochs: 1, BatchSize) with { Output = output };
        using var images = RealImages.Train(150);
        var experiment = definition.Create(settings);
        TrainingRun? running = null;
        var listener = new Listener(_ => { }) { OnPreparation = (what, done) => told(running!, what, done) };
        using var run = running = Directory.Exists(output)
            ? TrainingRun.Resume(output, listener)
            : TrainingRun.Start(Name, settings, listener);
        run.Restore(experiment);
        experiment.Train(images, run);
        return experiment;
    }

    [ImagesTheory]
    [MemberData(nameof(Banks))]
    public void Embed_OfALoadedExperiment_NeedsNoTrainingData(string name)
    {
        using var folder = new TemporaryFolder();
        using var trained = Saved(name, images: 128, folder["run"]);
        using var run = TrainingRun.Resume(folder["run"]);
        using var loaded = TrainingTests.Definition(name).Create(run.Settings);
        run.Restore(loaded).Should().NotBeNull();
        using var images = RealImages.Train(5);
        using var scope = NewDisposeScope();

        var features = Values.Of(loaded.Embed(images.Range(0, 5)));

        features.Should().HaveCount(5 * 16).And.Equal(Values.Of(trained.Embed(images.Range(0, 5))));
    }

    [ImagesTheory]
    [MemberData(nameof(Banks))]
    public void Embed_OfANewExperiment_NeedsNoBank(string name)
    {
        var definition = TrainingTests.Definition(name);
        using var experiment = definition.Create(definition.Defaults);
        using var images = RealImages.Train(3);
        using var scope = NewDisposeScope();

        Values.Of(experiment.Embed(images.Range(0, 3))).Should().HaveCount(3 * 16);
    }

    /// <summary>An experiment after an epoch, whose checkpoint lies in a folder.</summary>
    private static IExperiment Saved(string name, int images, string folder)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, BatchSize) with { Output = folder };
        var experiment = definition.Create(settings);
        using var set = RealImages.Train(images);
        using var run = TrainingRun.Start(name, settings);
        experiment.Train(set, run);
        return experiment;
    }

    private static bool IsFilled(string name) => TrainingTests.Definition(name).Model.Bank!.Fill;

    /// <summary>The entries that the seed gives.</summary>
    private static float[][] FirstEntries(string name, int images, long? seed = null)
    {
        var definition = TrainingTests.Definition(name);
        using var bank = new MemoryBank(
            definition.Model.Projector.Output,
            new RandomSource(seed ?? definition.Defaults.Seed),
            CPU
        );
        bank.Prepare(images);
        return Values.Of(bank.Rows).Chunk(bank.Dimension).ToArray();
    }

    private static float[][] Entries(IExperiment experiment) => [.. Saved(experiment, "bank.rows").Chunk(8)];

    private static float Partition(IExperiment experiment) => Saved(experiment, "partition.value").Single();

    private static float[] Saved(IExperiment experiment, string key)
    {
        using var scope = NewDisposeScope();
        return Values.Of(SavedState.Of(experiment)[key]);
    }

    /// <summary>The images of the step that has just been completed.</summary>
    private static int[] Batch(string name, int images, StepReport step)
    {
        var order = new EpochOrder(images, BatchSize, new RandomSource(TrainingTests.Definition(name).Defaults.Seed));
        var (epoch, index) = (
            (int)((step.Position.Step - 1) / order.StepsPerEpoch),
            (int)((step.Position.Step - 1) % order.StepsPerEpoch)
        );
        return order.Batches(epoch, index).First().Samples;
    }

    private static IEnumerable<int> Moved(float[][] before, float[][] after) =>
        Enumerable.Range(0, before.Length).Where(row => !before[row].AsSpan().SequenceEqual(after[row]));
}
