using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>Custom code is tried before a run, and a run that was tried is as one that was not.</summary>
public sealed class StartCheckTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Begin_WithFaultyCode_NamesEveryFaultAndLeavesNothing()
    {
        var definition = FaultySimClr.Definition;
        var settings = definition.Defaults with { Output = Path.Combine(folder, "run") };
        using var images = Stripes.Create(64);
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(definition.Name, settings);
        var before = Bits(experiment);

        var train = () => experiment.Train(images, run);

        train
            .Should()
            .Throw<CustomCodeException>()
            .Which.Message.Split(Environment.NewLine)
            .Should()
            .SatisfyRespectively(
                head =>
                    head.Should()
                        .Be(
                            "'NarrowProjector' states Output = 8, but returns [2, 4] for [2, 16]. Set Output = 4, or return 8."
                        ),
                transform => transform.Should().StartWith("'Smudge' changes or disposes of the images"),
                loss =>
                    loss.Should()
                        .StartWith("'FaultyLoss.Compute' returns Float32 [8] for z0 [8, 8], z1 [8, 8], not a scalar")
            );
        Directory.Exists(settings.Output).Should().BeFalse();
        Bits(experiment).Should().BeEquivalentTo(before);
    }

    /// <summary>Steps that were taken have shown more than a trial could.</summary>
    [Fact]
    public void Begin_OfAResumedRun_TriesNothing()
    {
        var definition = FaultySimClr.Definition;
        var settings = definition.Defaults with { Output = Path.Combine(folder, "run"), Epochs = 2 };
        using var experiment = definition.Create(settings);
        using (var before = TrainingRun.Start(definition.Name, settings))
        {
            before.Begin(stepsPerEpoch: 1);
            before.CompleteStep(ones(1), 0.1);
            before.CompleteEpoch(experiment);
        }

        using var run = TrainingRun.Resume(settings.Output!);
        run.Restore(experiment);
        var begin = () => run.Begin(definition, stepsPerEpoch: 1);

        run.Step.Should().Be(1);
        begin.Should().NotThrow();
    }

    /// <summary>A class that stands in two places is tried, and told, once.</summary>
    [Fact]
    public void Faults_OfAClassInTwoPlaces_AreToldOnce() =>
        StartCheck
            .Faults(FaultyEndToEnd.Definition, FaultyEndToEnd.Defaults)
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("'NarrowProjector' states Output = 8");

    /// <summary>An encoder is tried on every size of image that it is given in a step.</summary>
    [Fact]
    public void Faults_OfAnEncoderThatTakesNoPatches_NameTheirSize() =>
        StartCheck
            .Faults(FaultyPirl.Definition, FaultyPirl.Defaults)
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("'OwnEncoder' cannot take [32, 1, 3, 3]: ");

    [Fact]
    public void Require_OfSoundCode_LeavesTorchsGeneratorAsItIs()
    {
        manual_seed(5);
        using var before = get_rng_state();

        StartCheck.Faults(OwnSimClr.Definition, OwnSimClr.Defaults).Should().BeEmpty();

        using var after = get_rng_state();
        after.bytes.ToArray().Should().Equal(before.bytes.ToArray());
    }

    [Fact]
    public void Require_OfTheLibrarysParts_TriesNothing()
    {
        Garbage.Collect();
        var tensors = Tensor.TotalCount;

        StartCheck.Faults(WithAdam.Definition, WithAdam.Defaults).Should().BeEmpty();

        Tensor.TotalCount.Should().Be(tensors);
    }

    [Fact]
    public void Train_TriedOrNot_GivesTheSameBits()
    {
        OwnSimClr.Definition.TriedOn("cpu");
        var untried = Trained(isTried: false);

        Trained(isTried: true).Should().BeEquivalentTo(untried);
    }

    [Fact]
    public void Transforms_WithoutDraws_AreAppliedInEitherForm()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 1, 8, 8);
        var draws = new TransformDraws(rand(OwnViews.DrawCount, 2));

        var views = OwnViews.Apply(images, draws, cropSize: 8);

        OwnViews.DrawCount.Should().Be(5);
        var crop = ContrastiveDsl.Augmentation.RandomResizedCrop.Apply(
            images,
            draws.Slice(0, 5),
            8,
            minScale: 0.6,
            maxScale: 1,
            minRatio: 3.0 / 4,
            maxRatio: 4.0 / 3,
            flipProbability: 0
        );
        allclose(views, crop.mul(0.5).add(0.25).sub(0.4).div(0.25), 1e-5, 1e-6).Should().BeTrue();
        LiftedViews.DrawCount.Should().Be(0);
        allclose(LiftedViews.Apply(images, new TransformDraws(zeros(0, 2))), images.add(0.25)).Should().BeTrue();
    }

    private static Dictionary<string, byte[]> Trained(bool isTried)
    {
        using var images = Stripes.Create(128);
        using var experiment = new OwnSimClr(OwnSimClr.Defaults);
        using var run = TrainingRun.Start(nameof(OwnSimClr), OwnSimClr.Defaults);
        if (isTried)
        {
            StartCheck.Faults(OwnSimClr.Definition, OwnSimClr.Defaults).Should().BeEmpty();
        }

        experiment.Encoder.Calls.Should().Be(0);
        experiment.Train(images, run);
        experiment.Encoder.Calls.Should().Be(4);
        return Bits(experiment);
    }

    private static Dictionary<string, byte[]> Bits(IExperiment experiment)
    {
        using var scope = NewDisposeScope();
        var state = new StateWriter();
        experiment.Save(state);
        return state.Tensors.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.detach().contiguous().bytes.ToArray(),
            StringComparer.Ordinal
        );
    }
}
