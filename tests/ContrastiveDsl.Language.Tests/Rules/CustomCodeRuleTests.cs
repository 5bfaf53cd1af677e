using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class CustomCodeRuleTests
{
    private const string Module = "Module<Tensor, Tensor>";

    [Fact]
    public void Encoder_WithoutLayers_IsReportedAlone()
    {
        Class("Empty", Word("Encoder"))
            .With(facts => facts with { CreatesFromNothing = true })
            .ShouldReport(
                "CDSL0025 'Empty' has no layers. Name a backbone, as in [Encoder(Backbone.ResNet18, Stem = Stem.Small)] for images of few pixels, list layers, as in [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool], or derive from Module<Tensor, Tensor>."
            );
    }

    [Fact]
    public void Encoder_BackboneAndLayers_IsReportedAtTheBackbone()
    {
        var raw = Backbone(ContrastiveDsl.Backbone.ResNet18).Plus(Word("Linear", ("Features", 64)));

        raw.ShouldReport("CDSL0024 'Network' names a backbone and also lists [Linear]. Remove one of the two.");
        raw.ShouldReportAt("CDSL0024", "Network#0.Backbone", "Network#1");
    }

    [Fact]
    public void GeneratedParts_BaseClass_IsReported()
    {
        Based(Encoder())
            .ShouldReport(
                "CDSL0012 'ClothesEncoder' derives from 'Base', but its code is generated as a Module<Tensor, Tensor> of its own. Remove the base class."
            );
        Based(Head())
            .ShouldReport(
                "CDSL0012 'ClothesProjector' derives from 'Base', but its code is generated as a Module<Tensor, Tensor> of its own. Remove the base class."
            );
        Based(Views())
            .ShouldReport(
                "CDSL0012 'ClothesViews' derives from 'Base', but its code is generated as a static class. Remove the base class."
            );
        Based(Experiment()).ShouldReport(null);
    }

    [Fact]
    public void Part_BaseClassUnknownToTheCompiler_IsLeftToTheCompiler()
    {
        var raw = Based(Encoder()).With(facts => facts with { IsBaseUnknown = true });

        raw.ShouldReport(null);
        Analysis.Of(raw).Fault.Should().Be("The compiler rejects the declaration of 'ClothesEncoder'.");
    }

    [Fact]
    public void CustomEncoder_Usable_IsAccepted()
    {
        CustomEncoder().ShouldReport(null);
    }

    [Fact]
    public void CustomEncoder_NoModule_IsReported()
    {
        CustomEncoder()
            .With(facts => facts with { IsModule = false, BaseClass = "Base" })
            .ShouldReport(
                "CDSL0019 'Own' cannot be used as an encoder: it derives from 'Base', not from Module<Tensor, Tensor>. Derive from Module<Tensor, Tensor>."
            );
    }

    [Fact]
    public void CustomEncoder_NoUsableConstructor_IsReportedAlone()
    {
        CustomEncoder()
            .With(facts => facts with { CreatesFromNothing = false })
            .With("Encoder", ("Features", 0))
            .ShouldReport(
                "CDSL0019 'Own' cannot be used as an encoder: it has no public constructor that takes nothing, or a device alone. Add 'public Own(Device? device = null)'."
            );
    }

    [Fact]
    public void CustomEncoder_SizesNotStated_AreEachReported()
    {
        var raw = CustomEncoder().With("Encoder", ("Features", 0), ("ImageSize", 0));

        Findings
            .Messages(raw)
            .Should()
            .Equal(
                "CDSL1021 'Own' does not say how large its images are. Set ImageSize to their side in pixels.",
                "CDSL0020 'Own' does not say how many features it returns, and custom code is not inspected. Set Features to the size of its output."
            );
        CustomEncoder()
            .With("Encoder", ("Features", 0))
            .ShouldReport(
                "CDSL0020 'Own' does not say how many features it returns, and custom code is not inspected. Set Features to the size of its output."
            );
    }

    [Fact]
    public void CustomHead_NoUsableConstructor_IsReported()
    {
        CustomHead(creates: false)
            .ShouldReport(
                "CDSL0019 'Own' cannot be used as a projection head: it has no public constructor that takes the size of the input. "
                    + "Add 'public Own(int inputSize, Device? device = null)'."
            );
        CustomHead(creates: true).ShouldReport(null);
    }

    [Fact]
    public void CustomHead_OutputNotStated_IsReported()
    {
        CustomHead(creates: true)
            .With("ProjectionHead", ("Output", 0))
            .ShouldReport(
                "CDSL0020 'Own' does not say how many features it returns, and custom code is not inspected. Set Output to the size of its output."
            );
    }

    [Fact]
    public void CustomLoss_WithoutItsMethod_IsReportedWithTheRightOne()
    {
        Class("Own", Word("Loss"))
            .ShouldReport(
                "CDSL0026 'Own' has no method that takes what a method compares, mostly two batches of projections. "
                    + "Add 'public static Tensor Compute(Tensor z0, Tensor z1)', which returns a scalar."
            );
        Class("Own", Word("Loss"))
            .With(facts => facts with { LossParameters = new EquatableArray<int>(2) })
            .ShouldReport(null);
    }

    [Fact]
    public void CustomTransform_WithoutItsMethod_IsReportedWithTheRightOne()
    {
        Class("Own", Word("Transform"))
            .ShouldReport(
                "CDSL0027 'Own' has no method that changes images. "
                    + "Add 'public static Tensor Apply(Tensor images, TransformDraws draws)', from [N, C, H, W] to [N, C, H, W]. Read draws there, for example by draws.Uniform(0, 0.5, 1.0)."
            );
        Class("Own", Word("Transform")).ShouldReportAt("CDSL0027", "Own");
        Class("Own", Word("Transform")).With(facts => facts with { AppliesTransform = true }).ShouldReport(null);
    }

    [Fact]
    public void CustomLoss_WithAMethodOfAnotherForm_IsToldWhatIsWrongWithIt()
    {
        Class("Own", Word("Loss"))
            .With(facts => facts with { UnfitMethod = Unfit("Tensor a, Tensor b", "is private", "returns double") })
            .ShouldReport(
                "CDSL0026 'Own.Compute' is private and returns double. "
                    + "Declare it as 'public static Tensor Compute(Tensor a, Tensor b)', which returns a scalar."
            );
        Class("Own", Word("Loss"))
            .With(facts => facts with { UnfitMethod = Unfit(null, "takes (Tensor z0, int size)") })
            .ShouldReport(
                "CDSL0026 'Own.Compute' takes (Tensor z0, int size). "
                    + "Declare it as 'public static Tensor Compute(Tensor z0, Tensor z1)', which returns a scalar."
            );
    }

    [Fact]
    public void CustomTransform_WithAMethodOfAnotherForm_IsToldWhatIsWrongWithIt()
    {
        Class("Own", Word("Transform"))
            .With(facts => facts with { UnfitMethod = Unfit("Tensor images", "is an instance method") })
            .ShouldReport(
                "CDSL0027 'Own.Apply' is an instance method. Declare it as "
                    + "'public static Tensor Apply(Tensor images, TransformDraws draws)', from [N, C, H, W] to [N, C, H, W]. "
                    + "Read draws there, for example by draws.Uniform(0, 0.5, 1.0)."
            );
        Class("Own", Word("Transform", ("Draws", 0)))
            .With(facts => facts with { UnfitMethod = Unfit("Tensor x", "is an instance method") })
            .ShouldReport(
                "CDSL0027 'Own.Apply' is an instance method. Declare it as "
                    + "'public static Tensor Apply(Tensor x)', from [N, C, H, W] to [N, C, H, W]."
            );
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(
        1,
        "CDSL0027 'Own.Apply' takes no random numbers, but is to have 1 for each image. Declare it as 'public static Tensor Apply(Tensor images, TransformDraws draws)', from [N, C, H, W] to [N, C, H, W]. Read draws there, for example by draws.Uniform(0, 0.5, 1.0). If it needs none, set Draws = 0."
    )]
    public void CustomTransform_WithoutDraws_MayLeaveThemOut(int draws, string? message)
    {
        Class("Own", Word("Transform", ("Draws", draws)))
            .With(facts => facts with { AppliesWithoutDraws = true })
            .ShouldReport(message);
    }

    [Fact]
    public void CustomModule_ThatRegistersNothing_IsReported()
    {
        CustomEncoder()
            .With(facts => facts with { Unregistered = new("stem", IsCollection: false) })
            .ShouldReport(
                "CDSL0035 'Own' does not register 'stem': it is neither trained nor saved. Call RegisterComponents() at the end of its constructor."
            );
        CustomHead(creates: true)
            .With(facts => facts with { Unregistered = new("blocks", IsCollection: true) })
            .ShouldReport(
                "CDSL0035 'Own' keeps layers in 'blocks', into which TorchSharp does not look: they are neither trained nor saved. "
                    + "Register each with register_module, or make 'blocks' a ModuleList."
            );
    }

    [Theory]
    [InlineData(-1, "CDSL1004 Draws must be between 0 and 262144; it is -1.")]
    [InlineData(0, null)]
    [InlineData(262_144, null)]
    [InlineData(262_145, "CDSL1004 Draws must be between 0 and 262144; it is 262145.")]
    public void CustomTransform_Draws_AreAsManyAsTheRandomSourceCounts(int draws, string? message)
    {
        Class("Own", Word("Transform", ("Draws", draws)))
            .With(facts => facts with { AppliesTransform = true })
            .ShouldReport(message);
    }

    [Theory]
    [InlineData("Stem", "CDSL0008 Stem has no effect on 'ClothesEncoder', whose layers are listed. Remove it.")]
    [InlineData("Width", "CDSL0008 Width has no effect on 'ClothesEncoder', whose layers are listed. Remove it.")]
    [InlineData(
        "Norm",
        "CDSL0008 Norm has no effect on 'ClothesEncoder', whose list has no residual block. Remove it."
    )]
    public void Encoder_SettingWithoutEffect_IsReported(string setting, string message)
    {
        Encoder().With("Encoder", (setting, 1)).ShouldReport(message);
        Encoder().With("Encoder", (setting, 1)).ShouldReportAt("CDSL0008", "ClothesEncoder#0." + setting);
    }

    [Fact]
    public void Encoder_NormWithBlocks_HasAnEffect()
    {
        Encoder(Word("BasicBlock", ("Channels", 64)), Word("GlobalAveragePool"))
            .With("Encoder", ("Norm", Norm.Layer))
            .ShouldReport(null);
        Backbone(ContrastiveDsl.Backbone.ResNet18, ("Groups", 16))
            .ShouldReport("CDSL0008 Groups has no effect on 'Network', whose Norm is not Norm.Group. Remove it.");
        Backbone(ContrastiveDsl.Backbone.ResNet18, ("Groups", 16), ("Norm", Norm.Group)).ShouldReport(null);
    }

    [Theory]
    [InlineData(Norm.None, "CDSL0008 ZeroInitResidual has no effect on 'Network', whose Norm is Norm.None. Remove it.")]
    [InlineData(Norm.Batch, null)]
    [InlineData(Norm.Group, null)]
    [InlineData(Norm.Layer, null)]
    public void Encoder_ZeroInitResidual_NeedsANormalization(Norm norm, string? message)
    {
        var network = Backbone(ContrastiveDsl.Backbone.ResNet18, ("Norm", norm));

        network.With("Encoder", ("ZeroInitResidual", true)).ShouldReport(message);
        network.ShouldReport(null);
        Encoder(Word("BasicBlock", ("Channels", 64)), Word("GlobalAveragePool"))
            .With("Encoder", ("Norm", norm), ("ZeroInitResidual", true))
            .ShouldReport(message?.Replace("Network", "ClothesEncoder", StringComparison.Ordinal));
    }

    [Fact]
    public void Encoder_GroupsWithoutGroupNorm_HaveNoEffect()
    {
        foreach (var norm in new[] { Norm.Batch, Norm.Layer, Norm.None })
        {
            Backbone(ContrastiveDsl.Backbone.ResNet18, ("Norm", norm), ("Groups", 16))
                .ShouldReport("CDSL0008 Groups has no effect on 'Network', whose Norm is not Norm.Group. Remove it.");
        }
    }

    [Fact]
    public void Head_NormOfHiddenLayers_NeedsOne()
    {
        Head(("Output", 64), ("Layers", 1), ("Norm", Norm.Layer))
            .ShouldReport("CDSL0008 Norm has no effect on 'ClothesProjector', which has a single layer. Remove it.");
        Head(("Output", 64), ("Layers", 2), ("Norm", Norm.Layer)).ShouldReport(null);
        Head(("Output", 64), ("Layers", 1), ("OutputNorm", Norm.Group), ("Groups", 16)).ShouldReport(null);
        Head(("Output", 64), ("Layers", 2), ("Norm", Norm.Group), ("Groups", 16)).ShouldReport(null);
        Findings
            .Messages(Head(("Output", 64), ("Layers", 1), ("Norm", Norm.Group), ("Groups", 16)))
            .Should()
            .BeEquivalentTo(
                "CDSL0008 Norm has no effect on 'ClothesProjector', which has a single layer. Remove it.",
                "CDSL0008 Groups has no effect on 'ClothesProjector', which has no Norm.Group. Remove it."
            );
    }

    [Fact]
    public void Head_ActivationOfHiddenLayers_NeedsOne()
    {
        Head(("Output", 64), ("Layers", 1), ("Activation", Activation.Gelu))
            .ShouldReport(
                "CDSL0008 Activation has no effect on 'ClothesProjector', which has a single layer. Remove it."
            );
        Head(("Output", 64), ("Layers", 2), ("Activation", Activation.Gelu)).ShouldReport(null);
        Head(("Output", 64), ("Activation", 99)).ShouldReportAt("CDSL0015", "ClothesProjector#0.Activation");
    }

    [Fact]
    public void Head_SettingWithoutEffect_IsReported()
    {
        Head(("Output", 64), ("Layers", 1), ("Hidden", 32))
            .ShouldReport("CDSL0008 Hidden has no effect on 'ClothesProjector', which has a single layer. Remove it.");
        Head(("Output", 64), ("OutputAffine", false))
            .ShouldReport(
                "CDSL0008 OutputAffine has no effect on 'ClothesProjector', whose OutputNorm is Norm.None. Remove it."
            );
        Head(("Output", 64), ("OutputAffine", false), ("OutputNorm", Norm.Batch)).ShouldReport(null);
        Class("Listed", Word("ProjectionHead", ("Hidden", 8)), Word("Linear", ("Features", 4)))
            .ShouldReport("CDSL0008 Hidden has no effect on 'Listed', whose layers are listed. Remove it.");
    }

    private static UnfitMethod Unfit(string? parameters, params string[] faults) =>
        new(new EquatableArray<string>(faults), parameters);

    private static RawClass Based(RawClass raw) => raw.With(facts => facts with { BaseClass = "Base" });

    private static RawClass CustomEncoder() =>
        Class("Own", Word("Encoder", ("ImageSize", 32), ("Features", 96)))
            .With(facts => facts with { BaseClass = Module, IsModule = true, CreatesFromNothing = true });

    private static RawClass CustomHead(bool creates) =>
        Class("Own", Word("ProjectionHead", ("Output", 64)))
            .With(facts => facts with { BaseClass = Module, IsModule = true, CreatesFromInputSize = creates });
}
