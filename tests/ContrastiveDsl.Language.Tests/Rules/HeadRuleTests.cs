using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class HeadRuleTests
{
    [Theory]
    [InlineData("Output", 0, "CDSL1004 Output must be between 1 and 65536; it is 0. Usual values are 64 to 256.")]
    [InlineData("Output", 1, null)]
    [InlineData("Output", 65_537, "CDSL1004 Output must be between 1 and 65536; it is 65537.")]
    [InlineData("Hidden", -1, "CDSL1004 Hidden must be between 1 and 65536; it is -1.")]
    [InlineData("Hidden", 1, null)]
    [InlineData("Input", -1, "CDSL1004 Input must be 1 or more; it is -1.")]
    [InlineData("Input", 1, null)]
    [InlineData("Layers", 0, "CDSL1004 Layers must be between 1 and 64; it is 0.")]
    [InlineData("Layers", 64, null)]
    [InlineData("Layers", 65, "CDSL1004 Layers must be between 1 and 64; it is 65.")]
    public void Perceptron_Size_IsBounded(string setting, int value, string? message)
    {
        var raw = Head(("Output", 64)).With("ProjectionHead", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1004", "ClothesProjector#0." + setting);
        }
    }

    [Theory]
    [InlineData(100, "CDSL1012 32 groups cannot split 100 channels. Use 25 or 50 groups.")]
    [InlineData(96, null)]
    public void Perceptron_Groups_DivideTheHiddenSize(int hidden, string? message)
    {
        Head(("Hidden", hidden), ("Output", 64), ("Norm", Norm.Group)).ShouldReport(message);
    }

    [Fact]
    public void Perceptron_GroupsOfAnInferredSize_AreReportedAtTheExperiment()
    {
        var projector = Head(("Output", 64), ("Norm", Norm.Group), ("Groups", 24));
        var raw = Experiment(projector: projector);

        projector.ShouldReport(null);
        raw.ShouldReport("CDSL1012 24 groups cannot split 32 channels. Use 16 groups.");
        raw.ShouldReportAt("CDSL1012", "ClothesSimClr#0.Projector", "ClothesProjector#0.Groups");
    }

    /// <summary>The size that is stated is the one to add: another would contradict it.</summary>
    [Theory]
    [InlineData(0, 128)]
    [InlineData(64, 64)]
    public void Layers_WithoutLinear_AreReported(int stated, int proposed)
    {
        Class("Listed", stated == 0 ? Word("ProjectionHead") : Word("ProjectionHead", ("Output", stated)), Word("Relu"))
            .ShouldReport(
                $"CDSL1036 'Listed' lists no [Linear], so nothing projects and its output size is unknown. Add [Linear({proposed})]."
            );
    }

    [Theory]
    [InlineData(
        63,
        "CDSL1035 'Listed' states Output = 63 but its layers return 64 features. Remove Output: it is inferred."
    )]
    [InlineData(64, null)]
    public void Layers_StatedOutput_AgreesWithThem(int output, string? message)
    {
        Class("Listed", Word("ProjectionHead", ("Output", output)), Word("Linear", ("Features", 64)))
            .ShouldReport(message);
    }
}
