using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class GruContextTests : ScopedTests
{
    /// <summary>
    /// PyTorch 1.13's numbers: g = torch.nn.GRU(2, 2, batch_first=True), its j-th parameter sin(arange(numel) + j) in
    /// double precision, reshaped and rounded to float32, the input cos(arange(12)) likewise as [2, 3, 2], two
    /// sequences of three. The gradient is of the sum of the squared outputs by weight_hh_l0.
    /// </summary>
    [Fact]
    public void Forward_AndBackward_GivePyTorchsNumbers()
    {
        using var context = new GruContext(2);
        FillWithSines(context);
        var sequences = Numbers.Floats(Enumerable.Range(0, 12).Select(i => Math.Cos(i)), 2, 3, 2);

        // One image, whose columns are the sequences.
        var output = context.call(sequences.transpose(0, 1).unsqueeze(0));
        output.square().sum().backward();

        output
            .squeeze(0)
            .transpose(0, 1)
            .ShouldEqual(
                Numbers.Floats(
                    [
                        0.856576144695282,
                        0.11923030018806458,
                        -0.11615344882011414,
                        0.745293378829956,
                        -0.48477181792259216,
                        0.7105112671852112,
                        0.8744467496871948,
                        -0.02608065865933895,
                        0.11378838121891022,
                        0.7198129296302795,
                        -0.5268464684486389,
                        0.7780241370201111,
                    ],
                    2,
                    3,
                    2
                ),
                1e-6
            );
        context
            .get_parameter("weight_hh_l0")!
            .grad!.ShouldEqual(
                Numbers.Floats(
                    [
                        -0.07476655393838882,
                        -0.030146803706884384,
                        0.004707094747573137,
                        0.0387704111635685,
                        -0.12270861864089966,
                        -0.15587492287158966,
                        -0.6583298444747925,
                        -0.046798352152109146,
                        -0.28479257225990295,
                        -0.667219877243042,
                        0.09416714310646057,
                        0.07447295635938644,
                    ],
                    6,
                    2
                ),
                1e-6
            );
    }

    [Fact]
    public void Forward_AnotherCell_ChangesItsColumnFromThereDownwards()
    {
        using var noGrad = no_grad();
        using var context = new GruContext(4);
        var input = Numbers.Random(1, 2, 5, 3, 4);
        var other = input.clone();
        other[1].select(0, 2).select(0, 1).mul_(-1);

        var difference = context.call(other).sub(context.call(input)).abs().amax(3).Values();

        Enumerable
            .Range(0, 30)
            .Where(i => difference[i] > 0)
            .Should()
            .Equal(new[] { 2, 3, 4 }.Select(row => 15 + (3 * row) + 1));
    }

    [Fact]
    public void Forward_InTraining_GivesEveryWeightAGradientAndLeavesNoTensorsBehind()
    {
        using var scope = NewDisposeScope();
        using var context = new GruContext(4);
        var input = Numbers.Random(1, 2, 5, 3, 4).requires_grad_();
        var alive = scope.DisposablesCount;

        var output = context.call(input);

        scope.DisposablesCount.Should().Be(alive + 1);
        output.shape.Should().Equal(2, 5, 3, 4);
        output.square().sum().backward();
        context
            .parameters()
            .Append(input)
            .Should()
            .OnlyContain(parameter => parameter.grad!.abs().max().item<float>() > 0);
    }

    [Fact]
    public void StateDict_KeysAndFirstWeights_AreThoseOfPyTorch()
    {
        using var context = new GruContext(16);

        context
            .state_dict()
            .Select(pair => $"{pair.Key} {string.Join(',', pair.Value.shape)}")
            .Should()
            .Equal("weight_ih_l0 48,16", "weight_hh_l0 48,16", "bias_ih_l0 48", "bias_hh_l0 48");
        foreach (var parameter in context.parameters())
        {
            parameter.requires_grad.Should().BeTrue();
            parameter
                .abs()
                .max()
                .item<float>()
                .Should()
                .BeInRange(0.15f, 0.25f, "48 or more numbers between -1/4 and 1/4 nearly reach the bounds");
        }
    }

    [Fact]
    public void Constructor_WithADevice_KeepsItsParameters()
    {
        using var context = new GruContext(4, new Device(DeviceType.META));

        context
            .parameters()
            .Should()
            .HaveCount(4)
            .And.OnlyContain(parameter => parameter.device_type == DeviceType.META && parameter.requires_grad);
    }

    [Fact]
    public void WrongArguments_SayWhatIsWrong()
    {
        using var context = new GruContext(4);
        ((Action)(() => context.call(zeros(2, 3, 3, 5))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[B, R, C, 4]*[2, 3, 3, 5]*");
        ((Action)(() => new GruContext(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("features");
    }

    private static void FillWithSines(GruContext context)
    {
        using var noGrad = no_grad();
        foreach (var (parameter, index) in context.parameters().Select((parameter, index) => (parameter, index)))
        {
            parameter.copy_(
                Numbers.Floats(
                    Enumerable.Range(0, (int)parameter.NumberOfElements).Select(i => Math.Sin(i + index)),
                    parameter.shape
                )
            );
        }
    }
}
