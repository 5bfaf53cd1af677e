using ContrastiveDsl.Data;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Labels in training: needed where a method reads them, without effect elsewhere.</summary>
public sealed class LabelTests
{
    public static TheoryData<string> Labeled =>
        new(TrainingTests.Trained.Where(found => found.Model.NeedsLabels).Select(found => found.Model.Type.Name));

    [ImagesTheory]
    [MemberData(nameof(Labeled))]
    public void Train_OnImagesWithoutLabels_SaysWhatIsMissing(string name)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, batchSize: 64);
        using var images = Unlabeled(RealImages.Train(128));
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings);

        experiment
            .Invoking(found => found.Train(images, run))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("The 128 images have no labels, but labels are to be trained with. Add a file of labels*");
    }

    [ImagesTheory]
    [MemberData(nameof(Labeled))]
    public void Train_OnOtherLabels_LearnsSomethingElse(string name)
    {
        using var images = RealImages.Train(128);
        using var shuffled = WithLabels(images, images.Labels!.flip(0));
        using var first = Trained(name, images);
        using var second = Trained(name, shuffled);

        Bits.Of(second)["encoder.conv1.weight"].Should().NotEqual(Bits.Of(first)["encoder.conv1.weight"]);
    }

    [ImagesTheory]
    [InlineData(nameof(TinySiamese))]
    [InlineData(nameof(TinyEndToEnd))]
    [InlineData(nameof(TinyCpc))]
    [InlineData(nameof(TinyPirl))]
    [InlineData(nameof(TinyInstanceDiscrimination))]
    public void Train_OfAMethodWithoutLabels_IsTheSameWithAndWithoutThem(string name)
    {
        using var images = RealImages.Train(128);
        using var unlabeled = Unlabeled(RealImages.Train(128));
        using var first = Trained(name, images);
        using var second = Trained(name, unlabeled);

        Bits.ShouldEqual(Bits.Of(second), Bits.Of(first));
    }

    [Fact]
    public void Labels_OfAMethod_AreNeededByTheseAlone() =>
        TrainingTests
            .Trained.Where(found => found.Model.NeedsLabels)
            .Select(found => found.Model.Type.Name)
            .Should()
            .BeEquivalentTo(nameof(TinySupCon), nameof(TinyThreeViews), nameof(TinyLabeledSiamese));

    private static IExperiment Trained(string name, ImageSet images)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, batchSize: 64);
        var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings);
        experiment.Train(images, run);
        return experiment;
    }

    private static ImageSet Unlabeled(ImageSet images)
    {
        using (images)
        {
            return WithLabels(images, null);
        }
    }

    /// <summary>The same pixels, to the bit, with other labels.</summary>
    private static ImageSet WithLabels(ImageSet images, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var pixels = images.Range(0, images.Count).mul(255).round().to(ScalarType.Byte);
        return new ImageSet(pixels, labels);
    }
}
