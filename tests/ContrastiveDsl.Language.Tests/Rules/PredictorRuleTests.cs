using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class PredictorRuleTests
{
    [Theory]
    [InlineData(
        128,
        "CDSL1002 'ClothesPredictor' expects 128 inputs, but 'ClothesProjector' returns 64. Set Input = 64, or leave it out: it is inferred."
    )]
    [InlineData(64, null)]
    public void Input_Stated_IsTheProjectorsOutput(int input, string? message)
    {
        var raw = With(Predictor(("Input", input), ("Output", 64)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1002", "ClothesByol#0.Predictor", "ClothesPredictor#0.Input");
        }
    }

    [Theory]
    [InlineData(
        128,
        "CDSL1003 'ClothesPredictor' predicts 128 values, but is compared with the 64 of 'ClothesProjector'. Set Output = 64 on 'ClothesPredictor'."
    )]
    [InlineData(64, null)]
    public void Output_IsTheSizeOfWhatItIsComparedWith(int output, string? message)
    {
        var raw = With(Predictor(("Output", output)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1003", "ClothesByol#0.Predictor", "ClothesPredictor#0.Output");
        }
    }

    [Fact]
    public void Output_OfListedLayers_IsPutRightInTheList()
    {
        With(Listed(128))
            .ShouldReport(
                "CDSL1003 'Listed' predicts 128 values, but is compared with the 64 of 'ClothesProjector'. End it with [Linear(64)]."
            );
        With(Listed(64)).ShouldReport(null);
    }

    [Fact]
    public void Predictor_Faulty_IsReportedOnThePredictorAlone()
    {
        Predictor(("Output", 0))
            .ShouldReport("CDSL1004 Output must be between 1 and 65536; it is 0. Usual is what the projector has.");
        With(Predictor(("Output", 0))).ShouldReport(null);
        Analysis.Of(With(Predictor(("Output", 0)))).Fault.Should().StartWith("CDSL1004");
    }

    [Fact]
    public void Projector_Faulty_IsReportedOnTheProjectorAlone()
    {
        With(Predictor()).With("Byol", ("Projector", Head(("Output", 0)))).ShouldReport(null);
        With(Predictor())
            .With("Byol", ("Projector", Head(("Output", 128), ("Input", 32))))
            .ShouldReportAt("CDSL1003", "ClothesByol#0.Predictor", "ClothesPredictor#0.Output");
    }

    /// <summary>What only shows once the projector is known is reported where both are named.</summary>
    [Theory]
    [InlineData(48, "CDSL1012 48 groups cannot split 64 channels. Use 32 groups.")]
    [InlineData(32, null)]
    public void Groups_OfAnInferredWidth_AreReportedAtTheExperiment(int groups, string? message)
    {
        With(Predictor(("Output", 64), ("Norm", Norm.Group), ("Groups", groups))).ShouldReport(message);
        Predictor(("Output", 64), ("Norm", Norm.Group), ("Groups", groups)).ShouldReport(null);
    }

    [Fact]
    public void CustomPredictor_NoUsableConstructor_IsReported()
    {
        var own = Class("Own", Word("PredictionHead", ("Output", 64)))
            .With(facts => facts with { BaseClass = "Module<Tensor, Tensor>", IsModule = true });

        own.ShouldReport(
            "CDSL0019 'Own' cannot be used as a prediction head: it has no public constructor that takes the size of the input. "
                + "Add 'public Own(int inputSize, Device? device = null)'."
        );
        own.With(facts => facts with { CreatesFromInputSize = true }).ShouldReport(null);
    }

    /// <summary>A constructor that nothing can call hides sizes: what follows from them is no news.</summary>
    [Fact]
    public void CustomPredictor_WithAFaultOfItsClass_IsReportedOnThatClassAlone()
    {
        var own = Class("Own", Word("PredictionHead"))
            .With(facts => facts with { BaseClass = "Module<Tensor, Tensor>", IsModule = true });

        own.ShouldReport(
            "CDSL0019 'Own' cannot be used as a prediction head: it has no public constructor that takes the size of the input. "
                + "Add 'public Own(int inputSize, Device? device = null)'."
        );
        With(own).ShouldReport(null);
    }

    [Fact]
    public void ConstantPredictorRate_WithoutASchedule_IsUnused()
    {
        var raw = Method("SimSiam").With("SimSiam", ("ConstantPredictorRate", true));

        raw.ShouldReport(
            "CDSL0008 ConstantPredictorRate has no effect on 'ClothesSimSiam', which has no schedule. Remove it."
        );
        raw.Plus(Word("CosineSchedule")).ShouldReport(null);
    }

    private static RawClass With(RawClass predictor) => Method("Byol").With("Byol", ("Predictor", predictor));

    private static RawClass Listed(int output) =>
        Class(
            "Listed",
            Word("PredictionHead"),
            Word("Linear", ("Features", 32)),
            Word("BatchNorm"),
            Word("Relu"),
            Word("Linear", ("Features", output))
        );
}
