using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class BatchInfoNceTests : ScopedTests
{
    [Theory]
    [InlineData(2, false, true)]
    [InlineData(64, true, true)]
    [InlineData(64, true, false)]
    public void Loss_EqualEmbeddings_IsTheLogarithmOfTheirNumber(int batch, bool symmetric, bool normalize) =>
        BatchInfoNce
            .Loss(ones(batch, 8), ones(batch, 8), 0.2, symmetric, normalize)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(batch), 1e-5f);

    [Fact]
    public void Loss_OneDirection_IsMoCoV3WithoutItsFactor()
    {
        var (q, k) = Embeddings();
        BatchInfoNce
            .Loss(q, k, 0.2, false, true)
            .item<float>()
            .Should()
            .BeApproximately(MoCoV3.Loss(q, k, 0.2).item<float>() / 0.4f, 1e-5f);
    }

    [Fact]
    public void Loss_Symmetric_IsTheMeanOfBothDirections()
    {
        var (q, k) = Embeddings();
        var both =
            BatchInfoNce.Loss(q, k, 0.2, false, true).item<float>()
            + BatchInfoNce.Loss(k, q, 0.2, false, true).item<float>();
        BatchInfoNce.Loss(q, k, 0.2, true, true).item<float>().Should().BeApproximately(both / 2, 1e-5f);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Loss_Gradient_EqualsFiniteDifferencesOnBothSides(bool symmetric, bool normalize)
    {
        var (q, k) = Embeddings();
        Func<Tensor[], Tensor> loss = inputs => BatchInfoNce.Loss(inputs[0], inputs[1], 0.4, symmetric, normalize);
        loss.ShouldHaveItsSlopesAsGradients(q, k);
    }

    [Fact]
    public void Loss_LongerVectors_CountOnlyWithoutNormalization()
    {
        var (q, k) = Embeddings();
        BatchInfoNce
            .Loss(q.mul(9), k, 0.2, true, true)
            .item<float>()
            .Should()
            .BeApproximately(BatchInfoNce.Loss(q, k, 0.2, true, true).item<float>(), 1e-5f);
        BatchInfoNce
            .Loss(q.mul(9), k, 1.8, true, false)
            .item<float>()
            .Should()
            .BeApproximately(BatchInfoNce.Loss(q, k, 0.2, true, false).item<float>(), 1e-5f);
    }

    [Fact]
    public void Loss_OwnKeyFarAhead_KeepsTheSmallRest()
    {
        var z = Numbers.Floats([1, 0, -1, 0], 2, 2);
        BatchInfoNce
            .Loss(z, z, 0.1, true, true)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(1 + Math.Exp(-20)), 1e-12f);
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        ((Action)(() => BatchInfoNce.Loss(ones(4, 8), ones(4, 9), 0.2, true, true)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 8]*[4, 9]*");
        ((Action)(() => BatchInfoNce.Loss(ones(1, 8), ones(1, 8), 0.2, true, true)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*at least 2 images*there is 1*");
        foreach (var temperature in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => BatchInfoNce.Loss(ones(4, 8), ones(4, 8), temperature, true, true)))
                .Should()
                .Throw<ArgumentOutOfRangeException>();
        }
    }

    private static (Tensor Queries, Tensor Keys) Embeddings() =>
        (Numbers.Random(1, 5, 4).sub(0.5), Numbers.Random(2, 5, 4).sub(0.5));
}
