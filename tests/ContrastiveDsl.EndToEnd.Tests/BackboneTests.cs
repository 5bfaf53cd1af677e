using ContrastiveDsl.EndToEnd.Tests.Backbones;
using ContrastiveDsl.EndToEnd.Tests.Support;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>A backbone that no method's own tests train is trained here, by one method.</summary>
public sealed class BackboneTests
{
    [ImagesFact]
    public void ConvNeXt_StoppedAndResumed_IsTheSameToTheBit() =>
        StoppedTraining.ShouldEndAsIfNeverStopped(nameof(TinyConvNeXtSimClr), stop: 2);

    [ImagesFact]
    public void ConvNeXt_OfTwoEpochs_LearnsWithEveryParameter()
    {
        var losses = new List<double>();
        IReadOnlyDictionary<string, byte[]> before = new Dictionary<string, byte[]>();

        using var trained = TrainingTests.Train(
            nameof(TinyConvNeXtSimClr),
            images: 512,
            epochs: 2,
            started: experiment => before = Bits.Of(experiment),
            stepped: (_, step) => losses.Add(step.ReadLoss())
        );

        losses.TakeLast(4).Average().Should().BeLessThan(losses.Take(4).Average() - 0.05);
        var after = Bits.Of(trained);
        var still = before
            .Keys.Where(key => key.StartsWith("encoder.", StringComparison.Ordinal))
            .Where(key => after[key].AsSpan().SequenceEqual(before[key]));
        still.Should().BeEmpty("training moves every one of them");
    }
}
