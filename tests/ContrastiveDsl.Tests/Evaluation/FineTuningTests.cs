using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class FineTuningTests : ScopedTests
{
    private const int Count = 60;

    [Fact]
    public void Train_AnEncoderThatSeesNothing_LearnsToSee()
    {
        using var images = Halves();
        var encoder = nn.Sequential(nn.Flatten(), nn.Linear(64, 2));
        foreach (var parameter in encoder.parameters())
        {
            nn.init.zeros_(parameter);
        }

        var start = new LinearClassifier(Numbers.Floats([1, -1, -1, 1], 2, 2), Numbers.Floats([0, 0]));
        var tuning = Tuning(encoder);
        start.Accuracy(Embedded(tuning, images)).Should().Be(0.5, "all features are zero");

        var head = tuning.Train(images, [.. Enumerable.Range(0, Count)], start);

        head.Accuracy(Embedded(tuning, images)).Should().Be(1);
        start.Weight.Values().Should().Equal([1, -1, -1, 1], "the probe that it starts from stays what it is");
        encoder.training.Should().BeFalse();
    }

    [Fact]
    public void Train_WithSomeLabels_LooksAtNoOther()
    {
        // Labels of all others are wrong: whoever looked at them would learn the opposite.
        int[] known = [0, 1, 2, 3, 4, 5];
        using var honest = Halves();
        using var lying = Halves(i => known.Contains(i) ? i % 2 : 1 - (i % 2));
        var encoder = nn.Sequential(nn.Flatten(), nn.Linear(64, 2));
        var start = new LinearClassifier(Numbers.Floats([1, -1, -1, 1], 2, 2), Numbers.Floats([0, 0]));
        var tuning = Tuning(encoder);
        var steps = new List<int>();
        tuning.StepDone += steps.Add;

        var head = tuning.Train(lying, known, start);

        head.Accuracy(Embedded(tuning, honest)).Should().Be(1);
        steps.Should().HaveCount(80).And.OnlyContain(size => size == known.Length);
    }

    [Fact]
    public void Train_OneImage_IsRefused()
    {
        using var images = Halves();
        var encoder = nn.Sequential(nn.Flatten(), nn.Linear(64, 2));
        var start = new LinearClassifier(Numbers.Floats([1, -1, -1, 1], 2, 2), Numbers.Floats([0, 0]));

        var train = () => Tuning(encoder).Train(images, [3], start);

        train.Should().Throw<ArgumentException>().WithParameterName("places");
    }

    private static FineTuning Tuning(nn.Module<Tensor, Tensor> encoder) =>
        new(
            encoder,
            new FineTuningViews { ImageSize = 8, Scale = (0.8, 1) },
            new FineTuningOptions
            {
                Epochs = 1,
                MinimumSteps = 80,
                LearningRate = 0.05,
            },
            new RandomSource(1)
        );

    private static FeatureSet Embedded(FineTuning tuning, ImageSet images) =>
        FeatureSet.Of(Features.Extract(tuning.Embed, images, 32), images.Labels!);

    /// <summary>Images that are bright on the left (class 0) or on the right (class 1), with noise.</summary>
    private static ImageSet Halves(Func<int, int>? labelOf = null)
    {
        var bytes = new byte[Count * 64];
        new Random(5).NextBytes(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            var isBright = i % 8 < 4 == (i / 64 % 2 == 0);
            bytes[i] = (byte)((bytes[i] / 4) + (isBright ? 180 : 10));
        }

        byte[] labels = [.. Enumerable.Range(0, Count).Select(i => (byte)(labelOf?.Invoke(i) ?? i % 2))];
        return ImageSet.FromBytes(bytes, Count, 1, 8, 8, labels);
    }
}
