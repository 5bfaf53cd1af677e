using ContrastiveDsl.Data;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Views that whoever asks gets from an experiment, which are those of its training loop.</summary>
public sealed class SampledViewsTests
{
    private const int Count = 8;

    public static TheoryData<string> ExperimentNames => TrainingTests.ExperimentNames;

    [Theory]
    [MemberData(nameof(ExperimentNames))]
    public void SampleViews_OfEveryMethod_AreSeenByTheEncoder(string name)
    {
        using var scope = NewDisposeScope();
        var definition = TrainingTests.Definition(name);
        using var experiment = definition.Create(definition.Defaults);

        var views = Sample(definition, epoch: 0);

        views.Should().NotBeEmpty();
        foreach (var view in views)
        {
            view.dim().Should().Be(4);
            (view.shape[0] % Count).Should().Be(0);
            view.shape[1].Should().Be(definition.Model.Encoder.Channels);
            experiment.Network.call(view).shape.Should().Equal(view.shape[0], definition.Model.Encoder.Features);
        }
    }

    [Theory]
    [MemberData(nameof(ExperimentNames))]
    public void SampleViews_OfTheSamePlace_AreTheSameAndOfAnotherEpochOthers(string name)
    {
        using var scope = NewDisposeScope();
        var definition = TrainingTests.Definition(name);

        var first = Values(Sample(definition, epoch: 3));
        Values(Sample(definition, epoch: 3)).AsSpan().SequenceEqual(first).Should().BeTrue();
        var isRandom = definition.Model.Families.Any(family => family.Steps.Any(step => step.IsRandom));
        Values(Sample(definition, epoch: 4)).AsSpan().SequenceEqual(first).Should().Be(!isRandom);
    }

    private static Tensor[] Sample(Training.ExperimentDefinition definition, int epoch)
    {
        var bytes = new byte[Count * definition.Model.Encoder.Channels * 28 * 28];
        new Random(1).NextBytes(bytes);
        using var images = ImageSet.FromBytes(bytes, Count, definition.Model.Encoder.Channels, 28, 28);
        using var experiment = definition.Create(definition.Defaults);
        var batch = new Batch(epoch, 0, [.. Enumerable.Range(0, Count)]);
        return experiment.SampleViews(images.Load(batch), new RandomSource(definition.Defaults.Seed), batch);
    }

    private static float[] Values(Tensor[] views) => [.. views.SelectMany(view => HostTensor.Read<float>(view))];
}
