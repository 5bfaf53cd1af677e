using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

/// <summary>
/// Which operators pretext tasks run, and where. The recorder sees all threads, hence no other test may run meanwhile.
/// </summary>
public sealed class PatchOperatorTests
{
    [RecorderFact]
    public void PretextTasks_OfABatch_WaitForNothing()
    {
        using var scope = NewDisposeScope();
        var images = Numbers.Random(1, 4, 3, 16, 16).ChannelsLast();
        var (draws, joint) = (
            new TransformDraws(Numbers.Random(2, Jigsaw.DrawCount(2), 4)),
            ViewDraws.Sample(new RandomSource(1), new Batch(0, 0, [0, 1, 2, 3]), 4, 1, CPU)
        );
        using var context = new MaskedContext(12, 2);
        using var recurrent = new GruContext(12);
        using var predictions = new PredictionMatrices(12, 5, 3);
        using var recorder = new OperatorRecorder();

        var patches = Jigsaw.Apply(images, draws, 2, 6, 2, 0.5);
        RandomHorizontalFlip.Apply(patches, joint.Joint(0, 4));
        Rotation.Apply(images, draws, 8, 0.5);
        var cells = PatchGrid.Cut(images, 2, 4).flatten(1).view(4, 4, 4, 12);
        predictions.call(context.call(cells)).add(predictions.call(recurrent.call(cells))).square().sum().backward();

        recorder
            .Operators.Should()
            .Contain("aten::argsort")
            .And.Contain("aten::convolution_backward")
            .And.Contain("aten::tanh_backward");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }

    [RecorderFact]
    public void Jigsaw_OfABatch_CopiesItsPixelsOnce()
    {
        using var scope = NewDisposeScope();
        var images = Numbers.Random(1, 4, 3, 12, 12).ChannelsLast();
        var cells = zeros(4, 4, dtype: ScalarType.Int64);
        using var recorder = new OperatorRecorder();

        Jigsaw.Cut(images, cells, cells, cells, 2, 6, 4);

        recorder.Operators.Should().NotContain("aten::clone").And.NotContain("aten::contiguous");
        recorder.Operators.Count(name => name == "aten::index_select").Should().Be(1);
    }

    /// <summary>
    /// On the device without memory, where operations that mix devices or read values throw. It has no sampling,
    /// selecting or convolution, so the others cannot be here.
    /// </summary>
    [Fact]
    public void PatchesStatesAndPredictions_OnAnotherDevice_StayThere()
    {
        using var scope = NewDisposeScope();
        var meta = new Device(DeviceType.META);
        var cells = zeros(4, 4, 3, 12, device: meta);
        using var masked = new MaskedContext(12, 2, meta);
        using var recurrent = new GruContext(12, meta);
        using var predictions = new PredictionMatrices(12, 5, 3, meta);

        Tensor[] results =
        [
            PatchGrid.Cut(zeros(4, 3, 16, 16, device: meta), 4, 2),
            recurrent.call(cells),
            predictions.call(cells),
        ];

        masked.parameters().Should().OnlyContain(parameter => parameter.device_type == DeviceType.META);
        results.Should().OnlyContain(result => result.device_type == DeviceType.META);
        results.Select(result => string.Join(' ', result.shape)).Should().Equal("196 3 4 4", "4 4 3 12", "4 4 3 3 5");
    }
}
