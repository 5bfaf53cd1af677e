using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class FeaturesTests
{
    private static ImageSet Images() =>
        ImageSet.FromBytes(
            [.. Enumerable.Range(0, 7 * 2 * 3 * 3).Select(i => (byte)(i * 37))],
            count: 7,
            channels: 2,
            height: 3,
            width: 3
        );

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void Extract_AnyBatchSize_EmbedsEveryImageInOrder(int batchSize)
    {
        using var images = Images();
        var features = Features.Extract(x => x.flatten(1), images, batchSize);
        features.ShouldEqual(images.Range(0, 7).flatten(1));
        features.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Extract_InsideAScope_LeavesOneTensorBehind()
    {
        using var images = Images();
        using var scope = torch.NewDisposeScope();
        Features.Extract(x => x.flatten(1), images, 2);
        scope.DisposablesCount.Should().Be(1);
    }

    [Fact]
    public void Extract_FeaturesOfAnotherCount_Throws()
    {
        using var images = Images();
        var act = () => Features.Extract(x => x.narrow(0, 0, 1).flatten(1), images, 3);
        act.Should().Throw<InvalidOperationException>().WithMessage("3 images*[3, F]*[1, 18]*");
    }
}
