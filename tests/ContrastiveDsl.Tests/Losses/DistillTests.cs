using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class DistillTests : ScopedTests
{
    private const int Size = 4;

    /// <summary>
    /// Where the queue is what the student has for every image, none can be told from another: ln(K + 1).
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Similarity_OfAStudentWithoutAnOpinion_IsTheLogarithmOfTheNumber(int count)
    {
        var all = ones(count, Size).div(2);
        Distill
            .Similarity(Embeddings(1, 5), ones(5, Size), all, 0.2, 0.01)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(count + 1), 1e-5f);
    }

    /// <summary>
    /// A teacher at right angles to the queue is sure of the image; a student that agrees has
    /// <c>ln(1 + K e^(-1/τ))</c>.
    /// </summary>
    [Fact]
    public void Similarity_OfASureTeacherAndStudent_IsAClosedForm()
    {
        var directions = eye(6);
        var (image, queue) = (directions.narrow(0, 0, 1), directions.narrow(0, 1, 5));
        Distill
            .Similarity(image.mul(3), image, queue, 0.2, 0.01)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(1 + (5 * Math.Exp(-5))), 1e-6f);
    }

    [Fact]
    public void Regression_IsHalfTheSquaredDistanceOfDirections()
    {
        var (z, t) = (Embeddings(1, 6), Embeddings(2, 6));
        var distance = Unit(z).sub(Unit(t)).square().sum(1).mean().item<float>();
        Distill.Regression(z, t).item<float>().Should().BeApproximately(distance / 2, 1e-6f);
        Distill.Regression(z.mul(5), z).item<float>().Should().BeApproximately(0, 1e-6f);
        Distill.Regression(z.neg(), z).item<float>().Should().BeApproximately(2, 1e-6f);

        static Tensor Unit(Tensor rows) => nn.functional.normalize(rows, p: 2, dim: 1, eps: 1e-12);
    }

    /// <summary>The definition in float64, one number after the other; SEED, features alone, and both.</summary>
    [Theory]
    [InlineData(0.2, 0.01, 1, 0)]
    [InlineData(0.2, 0.2, 0, 1)]
    [InlineData(0.1, 0.5, 2, 0.5)]
    public void Loss_AnySettings_EqualsTheDefinition(
        double student,
        double teacher,
        double similarity,
        double regression
    )
    {
        var (z, t, queue) = (Embeddings(1, 6), Embeddings(2, 6), UnitRows(3, 9));
        Distill
            .Loss(z, t, queue, student, teacher, similarity, regression)
            .item<float>()
            .Should()
            .BeApproximately(
                (float)ByDefinition(Rows(z), Rows(t), Rows(queue), student, teacher, similarity, regression),
                2e-5f
            );
    }

    [Theory]
    [InlineData(0.2, 0.05, 1, 0)]
    [InlineData(0.2, 0.05, 0, 1)]
    [InlineData(0.1, 0.5, 2, 0.5)]
    public void Loss_Gradient_EqualsFiniteDifferences(
        double student,
        double teacher,
        double similarity,
        double regression
    )
    {
        var (t, queue) = (Embeddings(2, 6).to(ScalarType.Float64), UnitRows(3, 9).to(ScalarType.Float64));
        Func<Tensor[], Tensor> loss = inputs =>
            Distill.Loss(inputs[0], t, queue, student, teacher, similarity, regression);
        loss.ShouldHaveItsSlopesAsGradients(Embeddings(1, 6));
    }

    [Fact]
    public void Loss_TeacherAndQueue_GetNoGradient()
    {
        var (z, t, queue) = (
            Embeddings(1, 6).requires_grad_(),
            Embeddings(2, 6).requires_grad_(),
            UnitRows(3, 9).requires_grad_()
        );
        Distill.Loss(z, t, queue, 0.2, 0.01, 1, 1).backward();
        z.grad.Should().NotBeNull();
        t.grad.Should().BeNull();
        queue.grad.Should().BeNull();
    }

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var (z, t) = (Embeddings(1, 6).to(ScalarType.BFloat16), Embeddings(2, 6).to(ScalarType.BFloat16));
        Distill.Loss(z, t, UnitRows(3, 9), 0.2, 0.01, 1, 1).dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        var (z, queue) = (Embeddings(1, 6), UnitRows(3, 9));
        ((Action)(() => Distill.Loss(z, Embeddings(2, 5), queue, 0.2, 0.01, 1, 1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[6, 4]*[5, 4]*");
        ((Action)(() => Distill.Loss(z, z, ones(9, 3), 0.2, 0.01, 1, 1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[K, 4]*[9, 3]*");
        ((Action)(() => Distill.Loss(z, z, queue, 0, 0.01, 1, 1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Distill.Loss(z, z, queue, 0.2, double.NaN, 1, 1)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Distill.Loss(z, z, queue, 0.2, 0.01, -1, 1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Distill.Loss(z, z, queue, 0.2, 0.01, 0, 0)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*One of the two weights*");
    }

    private static Tensor Embeddings(int seed, int images) => Numbers.Random(seed, images, Size).sub(0.5);

    private static Tensor UnitRows(int seed, int count) =>
        nn.functional.normalize(Embeddings(seed, count), p: 2, dim: 1, eps: 1e-12);

    private static double[][] Rows(Tensor z) => [.. z.Values().Chunk(Size)];

    private static double ByDefinition(
        double[][] z,
        double[][] t,
        double[][] queue,
        double student,
        double teacher,
        double similarity,
        double regression
    )
    {
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            double[][] candidates = [t[i], .. queue];
            var said = Distribution([.. candidates.Select(other => Cosine(t[i], other) / teacher)]);
            var predicted = Distribution([.. candidates.Select(other => Cosine(z[i], other) / student)]);
            for (var j = 0; j < said.Length; j++)
            {
                sum -= similarity * said[j] * Math.Log(predicted[j]);
            }

            sum += regression * (1 - Cosine(z[i], t[i]));
        }

        return sum / z.Length;
    }

    private static double Cosine(double[] a, double[] b)
    {
        var (product, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            first += a[i] * a[i];
            second += b[i] * b[i];
        }

        return product / Math.Sqrt(first * second);
    }

    private static double[] Distribution(double[] scores)
    {
        var largest = scores.Max();
        var exponentials = scores.Select(score => Math.Exp(score - largest)).ToArray();
        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }
}
