using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

/// <summary>
/// Which operators the steps run. The recorder sees all threads, hence no other test may run meanwhile.
/// </summary>
public sealed class PhotometricOperatorTests
{
    [RecorderTheory]
    [MemberData(nameof(PhotometricTests.Steps), MemberType = typeof(PhotometricTests))]
    public void Step_OfABatch_WaitsForNothing(string name)
    {
        using var scope = NewDisposeScope();
        var images = Numbers.Random(1, 4, 3, 8, 8);
        var draws = new TransformDraws(Numbers.Random(2, 4, 4));
        using var recorder = new OperatorRecorder();

        PhotometricTests.Apply(name, images, draws);

        recorder.Operators.Should().Contain("aten::where");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }
}
