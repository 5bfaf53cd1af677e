using ContrastiveDsl.Losses;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>
/// What the losses that compare components run and leave behind. The recorder sees all threads, hence no other test may
/// run meanwhile.
/// </summary>
public sealed class DecorrelationOperatorTests : ScopedTests
{
    /// <summary>Operators that make the host wait for a GPU, or whose result's size it must wait for.</summary>
    private static readonly string[] Waiting =
    [
        "aten::item",
        "aten::_local_scalar_dense",
        "aten::nonzero",
        "aten::masked_select",
        "aten::equal",
        "aten::is_nonzero",
        "aten::_unique2",
        "aten::repeat_interleave",
    ];

    public static TheoryData<string> Losses => ["BarlowTwins", "Vicreg", "Invariance", "Variance", "Covariance"];

    [RecorderTheory]
    [MemberData(nameof(Losses))]
    public void LossAndItsGradient_OfABatch_WaitForNothing(string loss)
    {
        using var scope = NewDisposeScope();
        var (z0, z1) = (Numbers.Random(1, 6, 4).requires_grad_(), Numbers.Random(2, 6, 4).requires_grad_());
        using var recorder = new OperatorRecorder();
        Compute(loss, z0, z1).backward();
        recorder.Operators.Should().Contain("aten::mean").And.NotContain(Waiting);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_OfABatch_LeavesNothingButItself(string loss)
    {
        using var scope = NewDisposeScope();
        var (z0, z1) = (Numbers.Random(1, 6, 4), Numbers.Random(2, 6, 4));
        var before = scope.DisposablesCount;
        using var value = Compute(loss, z0, z1);
        scope.DisposablesCount.Should().Be(before + 1);
    }

    private static Tensor Compute(string loss, Tensor z0, Tensor z1) =>
        loss switch
        {
            "BarlowTwins" => BarlowTwins.Loss(z0, z1, 0.0051),
            "Vicreg" => Vicreg.Loss(z0, z1, 25, 25, 1),
            "Invariance" => Vicreg.Invariance(z0, z1),
            "Variance" => Vicreg.Variance(z0),
            _ => Vicreg.Covariance(z0),
        };
}
