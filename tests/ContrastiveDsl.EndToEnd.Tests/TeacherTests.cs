using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.TestTeacher;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>A student and its teacher: a run of this program, or something else.</summary>
public sealed class TeacherTests
{
    private static readonly TeacherNormalization Views = new([0.2860], [0.3530]);

    /// <summary>
    /// What a run's encoder says of clean images, it says of the same images as the student gets them.
    /// </summary>
    [ImagesFact]
    public void Features_OfARun_AreThoseOfItsEncoder()
    {
        using var folder = new TemporaryFolder();
        var trained = Trained(folder["teacher"]);
        using var images = RealImages.Train(64);
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64 });
        using var teacher = new Teacher(trained, 16, 1, 14, Views);
        using var scope = NewDisposeScope();
        teacher.Open(run, Experiments.All);
        var clean = nn.functional.adaptive_avg_pool2d(images.Range(0, 64), 14);

        var said = teacher.Features(TinyViews.Clean(clean));

        using var experiment = TinySimClr.Definition.Create(TinySimClr.Definition.Defaults);
        Weights.Load(experiment.Network, trained, "encoder");
        var expected = experiment.Embed(clean);
        said.requires_grad.Should().BeFalse();
        said.sub(expected).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [ImagesFact]
    public void Open_TakesNoChance()
    {
        using var folder = new TemporaryFolder();
        var trained = Trained(folder["teacher"]);
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64 });
        using var teacher = new Teacher(trained, 16, 1, 14, Views);
        using var scope = NewDisposeScope();
        var before = get_rng_state();

        teacher.Open(run, Experiments.All);

        get_rng_state().eq(before).all().item<bool>().Should().BeTrue();
    }

    [ImagesFact]
    public void Open_WhatDoesNotFit_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var trained = Trained(folder["teacher"]);
        Refusal(new Teacher(trained, 8, 1, 14, Views))
            .Should()
            .Be(
                $"The teacher '{trained}' gives 16 numbers an image, the projector 8: set Output = 16 on the projector."
            );
        Refusal(new Teacher(trained, 16, 3, 14, Views)).Should().Contain("1 channel, the encoder of 3 channels");
        Refusal(new Teacher(trained, 16, 1, 28, Views)).Should().Contain("14 × 14 pixels, the views have 28 × 28");
        Refusal(new Teacher(folder["nowhere"], 16, 1, 14, Views)).Should().StartWith("There is no teacher '");
        Refusal(new Teacher("teacher.onnx", 16, 1, 14, Views))
            .Should()
            .EndWith("dotnet add package ContrastiveDsl.Onnx.");
        Refusal(new Teacher(trained, 16, 1, 14, Views), [])
            .Should()
            .Contain("was trained as 'TinySimClr', which this program does not declare");
    }

    /// <summary>Nothing is left of a run that could not begin.</summary>
    [ImagesFact]
    public void Open_OfANewRun_LeavesNoFolderWhereItFails()
    {
        using var folder = new TemporaryFolder();
        var output = folder["student"];
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64, Output = output });
        using var teacher = new Teacher("9.toy", 8, 1, 14, Views);

        var open = () => teacher.Open(run, Experiments.All);

        open.Should().Throw<IOException>();
        Directory.Exists(output).Should().BeFalse();
        open.Should().Throw<IOException>("it fits no better the second time");
    }

    /// <summary>A checkpoint knows the teacher, and goes on with no other.</summary>
    [ImagesFact]
    public void Load_WithAnotherTeacher_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = Saved(folder["student"], "8.toy");
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64 });

        using (var same = Loaded(checkpoint, "8.toy"))
        {
            same.Open(run, Experiments.All);
        }

        using var other = Loaded(checkpoint, "08.toy");
        ((Action)(() => other.Open(run, Experiments.All)))
            .Should()
            .Throw<StateException>()
            .WithMessage("*another one than the run began with*");
    }

    /// <summary>Of views without chance the teacher is asked once, and says what it says of each batch.</summary>
    [ImagesFact]
    public void Remember_AsksOnceAboutEachImage()
    {
        var before = ToyTeacher.Asked;

        TrainingTests.Train(nameof(TinyFeatureDistill), images: 160, epochs: 3).Dispose();

        // Two batches and one that overlaps the second.
        (ToyTeacher.Asked - before).Should().Be(3 * 64);
    }

    [ImagesTheory]
    [InlineData(null)]
    [InlineData(7)]
    public void Remember_KeepsWhatTheTeacherSays(int? microBatch)
    {
        using var images = RealImages.Train(100);
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64 });
        using var teacher = new Teacher("8.toy", 8, 1, 14, Views);
        using var scope = NewDisposeScope();
        var together = new List<int>();
        teacher.Open(run, Experiments.All);
        var random = new RandomSource(1);

        teacher
            .Remember(
                images,
                run,
                batch =>
                {
                    together.Add(batch.Samples.Length);
                    return TinySameViews.SampleView(images.Load(batch), random, batch, view: 0, 14);
                },
                microBatch
            )
            .Should()
            .BeTrue();
        together.Should().OnlyContain(count => count == (microBatch ?? 64));

        var some = new Data.Batch(3, 1, [99, 0, 42]);
        var asked = teacher.Features(TinySameViews.SampleView(images.Load(some), random, some, view: 0, 14));
        teacher.Features(some).sub(asked).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    private static string Trained(string output)
    {
        var settings = TinySimClr.Defaults with { Epochs = 1, BatchSize = 64, Output = output };
        using var images = RealImages.Train(128);
        using var experiment = TinySimClr.Definition.Create(settings);
        using var run = TrainingRun.Start(nameof(TinySimClr), settings);
        experiment.Train(images, run);
        return output;
    }

    private static string Refusal(Teacher teacher, IReadOnlyList<ExperimentDefinition>? experiments = null)
    {
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64 });
        using (teacher)
        {
            return ((Action)(() => teacher.Open(run, experiments ?? Experiments.All)))
                .Should()
                .Throw<IOException>()
                .Which.Message;
        }
    }

    private static string Saved(string folder, string path)
    {
        using var run = TrainingRun.Start("student", new RunSettings { BatchSize = 64 });
        using var teacher = new Teacher(path, 8, 1, 14, Views);
        teacher.Open(run, Experiments.All);
        var state = new StateWriter();
        teacher.Save(state);
        using var scope = NewDisposeScope();
        state.Tensor("nothing", zeros(1));
        return Checkpoint.Save(folder, 1, state);
    }

    private static Teacher Loaded(string checkpoint, string path)
    {
        var teacher = new Teacher(path, 8, 1, 14, Views);
        using var reader = Checkpoint.Open(checkpoint);
        teacher.Load(reader);
        return teacher;
    }
}
