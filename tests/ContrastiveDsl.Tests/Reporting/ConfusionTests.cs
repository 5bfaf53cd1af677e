using ContrastiveDsl.Data;
using ContrastiveDsl.Reporting;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Reporting;

public sealed class ConfusionTests
{
    [Fact]
    public void Of_LabelsFarApart_CountsThoseThatOccur()
    {
        using var scope = NewDisposeScope();
        long[] labels = [3, int.MaxValue - 1, 3, int.MaxValue - 1, 3, -1];
        using var images = new ImageSet(zeros([6, 1, 2, 2], ScalarType.Byte), tensor(labels));
        var some = SampledImages.Of(images, 6, "test", null);
        // The fifth looks like one of the other class.
        var features = tensor(
            new float[,]
            {
                { 1, 0 },
                { 0, 1 },
                { 1, 0 },
                { 0, 1 },
                { 0.1f, 1 },
                { 1, 1 },
            }
        );

        // The four that are taken of six.
        long[] places = [0, 1, 3, 4];
        var confusion = Confusion.Of(some, features, some.Few(4), features.index_select(0, tensor(places)))!;

        confusion.Classes.Should().Equal("class 3", "class 2147483646");
        confusion.Counts[0].Should().Equal(2, 1);
        confusion.Counts[1].Should().Equal(0, 2);
        confusion.Accuracy.Should().Be(0.8);
    }
}
