using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class DinoTests : ScopedTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Loss_OfEqualScores_IsTheLogarithmOfTheirNumber(int count)
    {
        var targets = Dino.Targets(Numbers.Random(1, 5, count), zeros(count), 0.04);

        Dino.Loss(ones(5, count), targets, 0.1).item<float>().Should().BeApproximately((float)Math.Log(count), 1e-5f);
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        var targets = Dino.Targets(Numbers.Random(1, 4, 3).to(ScalarType.Float64), zeros(3), 0.1);

        ((Func<Tensor[], Tensor>)(given => Dino.Loss(given[0], targets, 0.2))).ShouldHaveItsSlopesAsGradients(
            Numbers.Random(2, 4, 3)
        );
    }

    [Fact]
    public void Loss_Teacher_GetsNoGradient()
    {
        var (student, teacher) = (Numbers.Random(1, 4, 3).requires_grad_(), Numbers.Random(2, 4, 3).requires_grad_());

        var targets = Dino.Targets(teacher, zeros(3), 0.04);
        Dino.Loss(student, targets, 0.1).backward();

        targets.requires_grad.Should().BeFalse();
        teacher.grad.Should().BeNull();
        student.grad.Should().NotBeNull();
    }

    [Fact]
    public void Targets_OfScoresThatAreTheirCenter_AreEqual() =>
        Dino.Targets(
                tensor(
                    new float[,]
                    {
                        { 3, -1, 7, 0 },
                    }
                ),
                tensor(new float[] { 3, -1, 7, 0 }),
                0.04
            )
            .data<float>()
            .Should()
            .Equal(0.25f, 0.25f, 0.25f, 0.25f);

    [Fact]
    public void Inputs_ThatDoNotMatch_AreRefused()
    {
        var scores = Numbers.Random(1, 4, 3);

        ((Action)(() => Dino.Targets(scores, zeros(4), 0.04)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 3]*[4]*");
        ((Action)(() => Dino.Targets(scores, zeros(3), 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Dino.Loss(scores, Numbers.Random(2, 3, 3), 0.1))).Should().Throw<ArgumentException>();
        ((Action)(() => Dino.Loss(scores, scores, double.NaN))).Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>
    /// numpy's linspace over the warm-up, as the authors' code has it; a single epoch has the first value.
    /// </summary>
    [Theory]
    [InlineData(4, new[] { 0.04, 0.05, 0.06, 0.07, 0.07, 0.07 })]
    [InlineData(2, new[] { 0.04, 0.07, 0.07 })]
    [InlineData(1, new[] { 0.04, 0.07, 0.07 })]
    [InlineData(0, new[] { 0.07, 0.07 })]
    public void TeacherTemperature_OfAWarmup_RisesInEqualSteps(int warmupEpochs, double[] expected) =>
        Enumerable
            .Range(0, expected.Length)
            .Select(epoch => Dino.TeacherTemperature(epoch, 0.04, 0.07, warmupEpochs))
            .Zip(expected, (actual, wanted) => Math.Abs(actual - wanted))
            .Should()
            .OnlyContain(difference => difference < 1e-12);

    [Theory]
    [InlineData(-1, 0.04, 0.07, 1)]
    [InlineData(0, 0.0, 0.07, 1)]
    [InlineData(0, 0.04, double.NaN, 1)]
    [InlineData(0, 0.04, 0.07, -1)]
    public void TeacherTemperature_OfImpossibleSettings_IsRefused(
        int epoch,
        double initial,
        double final,
        int warmupEpochs
    ) =>
        ((Action)(() => Dino.TeacherTemperature(epoch, initial, final, warmupEpochs)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
}
