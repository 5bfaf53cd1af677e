using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>The head and the augmentation family of PIRL's patches, and λ.</summary>
public sealed class PatchHeadRuleTests
{
    [Theory]
    [InlineData("Patches", 0, "CDSL1004 Patches must be between 1 and 256; it is 0.")]
    [InlineData("Patches", 256, null)]
    [InlineData("Patches", 257, "CDSL1004 Patches must be between 1 and 256; it is 257.")]
    [InlineData("Output", 0, "CDSL1004 Output must be between 1 and 65536; it is 0. Usual is what the projector has.")]
    [InlineData(
        "Output",
        -1,
        "CDSL1004 Output must be between 1 and 65536; it is -1. Usual is what the projector has."
    )]
    [InlineData("Output", 65_537, "CDSL1004 Output must be between 1 and 65536; it is 65537.")]
    [InlineData("Hidden", -1, "CDSL1004 Hidden must be between 1 and 65536; it is -1.")]
    [InlineData("Hidden", 1, null)]
    [InlineData("Input", -1, "CDSL1004 Input must be 1 or more; it is -1.")]
    [InlineData("Input", 32, null)]
    public void Head_Size_IsBounded(string setting, int value, string? message)
    {
        var raw = PatchHead(("Output", 64)).With("PatchHead", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1004", "JigsawHead#0." + setting);
        }
    }

    [Fact]
    public void Head_HiddenOfZero_IsThatOfTheOutput()
    {
        Form(("Output", 64), ("Hidden", 0)).Should().Be(Form(("Output", 64)));
        Form(("Output", 64)).HiddenSize.Should().Be(64);
        Form(("Output", 64), ("Hidden", 32)).HiddenSize.Should().Be(32);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(
        4,
        "CDSL1014 'JigsawHead' concatenates 4 × 32 = 128 features, but [Jigsaw] makes 9 patches. Set Patches = 9."
    )]
    public void Head_OfAJigsaw_HasItsPatches(int patches, string? message)
    {
        var raw = WithHead(PatchHead(("Patches", patches), ("Hidden", 32), ("Output", 64)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1014", "ClothesPirl#0.PatchHead", "JigsawHead#0.Patches");
        }
    }

    [Fact]
    public void Head_OfARotation_HasOnePatch()
    {
        var rotated = Method("Pirl").Without("Jigsaw").Plus(Word("Rotation"));

        rotated.ShouldReport(
            "CDSL1014 'JigsawHead' concatenates 9 × 64 = 576 features, but [Rotation] makes a single patch. Set Patches = 1."
        );
        rotated.With("Pirl", ("PatchHead", PatchHead(("Patches", 1), ("Output", 64)))).ShouldReport(null);
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(
        32,
        "CDSL1015 'JigsawHead' returns 32 values, but is compared with the 64 of 'ClothesProjector'. Set Output = 64 on 'JigsawHead'."
    )]
    public void Head_Output_IsThatOfTheProjector(int output, string? message)
    {
        var raw = WithHead(PatchHead(("Output", output)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1015", "ClothesPirl#0.PatchHead", "JigsawHead#0.Output");
        }
    }

    [Theory]
    [InlineData(32, null)]
    [InlineData(
        64,
        "CDSL1001 'JigsawHead' expects 64 inputs but 'ClothesEncoder' returns 32 features. Set Input = 32, or leave Input out: it is inferred."
    )]
    public void Head_StatedInput_IsTheEncodersOutput(int input, string? message)
    {
        var raw = WithHead(PatchHead(("Input", input), ("Output", 64)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1001", "ClothesPirl#0.PatchHead", "JigsawHead#0.Input");
        }
    }

    [Fact]
    public void Head_Faulty_IsReportedOnTheHeadAlone()
    {
        WithHead(PatchHead(("Patches", 0), ("Output", 32))).ShouldReport(null);
        WithHead(PatchHead()).With("Pirl", ("Projector", Head(("Output", 0)))).ShouldReport(null);
        Analysis.Of(WithHead(PatchHead(("Patches", 0), ("Output", 32)))).Fault.Should().StartWith("CDSL1004");
    }

    [Fact]
    public void CustomHead_CountsItsPatchesItself()
    {
        var own = PatchHead(("Output", 64))
            .With(facts =>
                facts with
                {
                    BaseClass = "Module<Tensor, Tensor>",
                    IsModule = true,
                    CreatesFromInputSize = true,
                }
            );

        own.ShouldReport(null);
        Method("Pirl").With("Jigsaw", ("Grid", 2)).With("Pirl", ("PatchHead", own)).ShouldReport(null);
        Method("Pirl")
            .With("Pirl", ("PatchHead", own.With("PatchHead", ("Output", 32))))
            .ShouldReportAt("CDSL1015", "ClothesPirl#0.PatchHead", "JigsawHead#0.Output");
        own.With("PatchHead", ("Patches", 9))
            .ShouldReport("CDSL0008 Patches has no effect on 'JigsawHead', whose module is custom. Remove it.");
        own.With("PatchHead", ("Hidden", 9))
            .ShouldReport("CDSL0008 Hidden has no effect on 'JigsawHead', whose module is custom. Remove it.");
        own.With(facts => facts with { CreatesFromInputSize = false })
            .ShouldReport(
                "CDSL0019 'JigsawHead' cannot be used as a head of patches: it has no public constructor that takes the size of the input. "
                    + "Add 'public JigsawHead(int inputSize, Device? device = null)'."
            );
    }

    [Theory]
    [InlineData(-0.1, "CDSL2033 Lambda must be from 0 to 1; it is -0.1.")]
    [InlineData(1.1, "CDSL2033 Lambda must be from 0 to 1; it is 1.1.")]
    [InlineData(double.NaN, "CDSL2033 Lambda must be from 0 to 1; it is NaN.")]
    [InlineData(0.5, null)]
    public void Lambda_IsAShare(double lambda, string? message)
    {
        var raw = Method("Pirl").With("Pirl", ("Lambda", lambda));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2033", "ClothesPirl#0.Lambda");
        }
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(
        28,
        "CDSL3001 'PatchViews' crops to 28 pixels but [Jigsaw] makes patches of 8. Set Size = 8, or leave Size out: it follows the patches."
    )]
    public void Crop_OfPatches_HasTheirSize(int size, string? message)
    {
        var raw = WithViews(PatchFamily(Word("RandomResizedCrop", ("Size", size))));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3001", "ClothesPirl#0.PatchViews", "PatchViews#1.Size");
        }
    }

    [Fact]
    public void Crop_OfRotatedImages_HasTheirSize()
    {
        var rotated = Method("Pirl")
            .Without("Jigsaw")
            .Plus(Word("Rotation"))
            .With("Pirl", ("PatchHead", PatchHead(("Patches", 1), ("Output", 64))));

        rotated.With("Pirl", ("PatchViews", PatchFamily(Word("RandomResizedCrop", ("Size", 28))))).ShouldReport(null);
        rotated
            .With("Pirl", ("PatchViews", PatchFamily(Word("RandomResizedCrop", ("Size", 8)))))
            .ShouldReport(
                "CDSL3001 'PatchViews' crops to 8 pixels but [Rotation] makes patches of 28. Set Size = 28, or leave Size out: it follows the patches."
            );
    }

    [Fact]
    public void Crop_OfPatchesThatCannotBe_IsNotCompared()
    {
        WithViews(PatchFamily(Word("RandomResizedCrop", ("Size", 28))))
            .With("Jigsaw", ("Jitter", 11))
            .ShouldReportAt("CDSL3031", "ClothesPirl#4.Jitter");
        Method("Cpc")
            .With("Cpc", ("Patch", 0), ("Views", Views(Word("RandomResizedCrop", ("Size", 28)))))
            .ShouldReportAt("CDSL3031", "ClothesCpc#0.Patch");
    }

    [Theory]
    [InlineData(7, null)]
    [InlineData(
        28,
        "CDSL3001 'ClothesViews' crops to 28 pixels but [Cpc] cuts patches of 7. Set Size = 7, or leave Size out: it follows the patches."
    )]
    public void Crop_OfAGrid_HasTheSizeOfItsPatches(int size, string? message)
    {
        Method("Cpc").With("Cpc", ("Views", Views(Word("RandomResizedCrop", ("Size", size))))).ShouldReport(message);
    }

    [Theory]
    [InlineData(15, null)]
    [InlineData(
        17,
        "CDSL3025 'PatchViews' blurs with a kernel of 17 pixels, but reflection at the border allows at most 15 on the 8-pixel views of 'ClothesPirl'. Set Kernel = 15 or less."
    )]
    public void Blur_OfPatches_CanBeReflected(int kernel, string? message)
    {
        var raw = WithViews(PatchFamily(Word("GaussianBlur", ("Kernel", kernel))));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3025", "ClothesPirl#0.PatchViews", "PatchViews#1.Kernel");
        }
    }

    [Theory]
    [InlineData(13, null)]
    [InlineData(
        15,
        "CDSL3025 'ClothesViews' blurs with a kernel of 15 pixels, but reflection at the border allows at most 13 on the 7-pixel views of 'ClothesCpc'. Set Kernel = 13 or less."
    )]
    public void Blur_OfAGrid_CanBeReflected(int kernel, string? message)
    {
        Method("Cpc").With("Cpc", ("Views", Views(Word("GaussianBlur", ("Kernel", kernel))))).ShouldReport(message);
    }

    [Fact]
    public void Patches_NormalizedOtherwise_AreReported()
    {
        var without = Class("PatchViews", Word("AugmentationFamily"), Word("RandomHorizontalFlip"));

        Report("'PatchViews' does not normalize as 'ClothesViews' does", WithViews(without));
        Report(
            "'PatchViews' does not normalize as 'ClothesViews' does",
            WithViews(PatchFamily().With("Normalize", ("Std", 0.354)))
        );
        Report(
            "'PatchViews' does not normalize as 'ClothesViews' does",
            WithViews(PatchFamily()).With("Pirl", ("Views", Views(Word("RandomResizedCrop"))))
        );
        WithViews(without).With("Pirl", ("Views", Views(Word("RandomResizedCrop")))).ShouldReport(null);
        WithViews(PatchFamily(Word("RandomHorizontalFlip"))).ShouldReport(null);

        static void Report(string what, RawClass raw)
        {
            raw.ShouldReport(
                $"CDSL3032 {what}, so the encoder sees patches and images in different ranges. End both with the same [Normalize]."
            );
            raw.ShouldReportAt("CDSL3032", "ClothesPirl#0.PatchViews", "PatchViews#0");
            Analysis.Of(raw).Fault.Should().BeNull();
        }
    }

    [Fact]
    public void Patches_NormalizedForOtherChannels_AreReportedOnce()
    {
        var threefold = PatchFamily()
            .With("Normalize", ("Mean", new[] { 0.4, 0.5, 0.6 }), ("Std", new[] { 0.2, 0.2, 0.2 }));

        WithViews(threefold).ShouldReportAt("CDSL1006", "PatchViews#1", "ClothesPirl#0.PatchViews");
    }

    [Fact]
    public void Patches_WithTheFamilyOfTheImages_AreReportedOnce()
    {
        var views = Views(Word("RandomResizedCrop"), Word("RandomGrayscale"));

        Method("Pirl")
            .With("Pirl", ("Views", views), ("PatchViews", views))
            .ShouldReportAt("CDSL3011", "ClothesViews#2", "ClothesPirl#0.Views");
    }

    private static HeadForm Form(params (string Name, object Value)[] arguments) =>
        Resolve.Head(PatchHead(arguments)).Form;

    private static RawClass WithHead(RawClass head) => Method("Pirl").With("Pirl", ("PatchHead", head));

    private static RawClass WithViews(RawClass views) => Method("Pirl").With("Pirl", ("PatchViews", views));
}
