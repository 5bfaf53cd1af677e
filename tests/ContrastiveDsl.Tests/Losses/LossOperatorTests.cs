using ContrastiveDsl.Data;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>
/// Which operators losses with labels, given negatives or scores run. The recorder sees all threads, hence no other
/// test may run meanwhile.
/// </summary>
public sealed class LossOperatorTests : ScopedTests
{
    private static readonly byte[] Classes = [0, 1, 0, 1, 0, 1];

    [RecorderTheory]
    [InlineData("SupCon")]
    [InlineData("SupConIn")]
    [InlineData("BatchInfoNce")]
    [InlineData("Unpaired")]
    [InlineData("Paired")]
    [InlineData("PairwiseContrastive")]
    [InlineData("Nce")]
    [InlineData("MemorySoftmax")]
    public void LossAndItsGradient_OfABatch_WaitForNothing(string loss)
    {
        using var scope = NewDisposeScope();
        using var images = ImageSet.FromBytes(new byte[6], 6, 1, 1, 1, Classes);
        var (a, b) = (Numbers.Random(1, 6, 4).requires_grad_(), Numbers.Random(2, 6, 4).requires_grad_());
        var (three, noise) = (Numbers.Random(3, 6, 3, 4), full(Array.Empty<long>(), 2.0));
        using var recorder = new OperatorRecorder();

        var labels = images.LoadLabels(new Batch(0, 0, [5, 4, 3, 2, 1, 0]));
        var value = loss switch
        {
            "SupCon" => SupCon.Loss(stack(new[] { a, b }, 1), labels, 0.1, 0.1, SupConForm.Out),
            "SupConIn" => SupCon.Loss(stack(new[] { a, b }, 1), labels, 0.1, 0.1, SupConForm.In),
            "BatchInfoNce" => BatchInfoNce.Loss(a, b, 0.1, symmetric: true, normalize: true),
            "Unpaired" => InfoNce.UnpairedLoss(a, b, b, 0.1, normalize: true),
            "Paired" => InfoNce.PairedLoss(a, b, three, 0.1, normalize: true),
            "PairwiseContrastive" => PairwiseContrastive.Loss(a, b, labels, 1, normalize: true),
            "Nce" => Nce.Loss(a.sum(dim: 1L), b, noise, 0.1),
            _ => MemorySoftmax.Loss(a.sum(dim: 1L), b, 0.1),
        };
        value.backward();

        recorder.Operators.Should().Contain("aten::index_select").And.Contain("aten::div");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }
}
