using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using TorchSharp;

namespace ContrastiveDsl.Goldens.Tests;

/// <summary>Every case of every golden file: values and gradients of the reference implementations.</summary>
public sealed class GoldenCases
{
    [GoldenTheory]
    public void Golden(string topic, string name)
    {
        using var scope = torch.NewDisposeScope();
        GoldenTopics.Run(topic, GoldenFolder.Case(topic, name));
    }

    [Fact]
    public void GoldenComparison_ValueOutsideTolerance_Fails()
    {
        var golden = GoldenFolder.Topics.Values.First()[0];
        var expected = new GoldenTensor([2], "float32", [1, 2]);
        var compare = () => Compare.Values(golden, "planted", [1, 2.1], expected);
        compare.Should().Throw<Xunit.Sdk.FailException>().WithMessage("*planted[1] is 2.1*");
    }
}
