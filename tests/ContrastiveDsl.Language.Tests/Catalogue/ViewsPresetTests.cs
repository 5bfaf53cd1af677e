using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Catalogue;

/// <summary>Presets are the papers' random steps, in the papers' order, and give way to what is written.</summary>
public sealed class ViewsPresetTests
{
    public static TheoryData<ViewsPreset, string> Families =>
        new()
        {
            {
                ViewsPreset.SimClrImageNet,
                "crop 0.08, flip 0.5, jitter 0.8 0.8 0.8 0.2 @ 0.8, gray 0.2, blur 23 0.1-2 @ 0.5"
            },
            { ViewsPreset.SimClrCifar10, "crop 0.08, flip 0.5, jitter 0.4 0.4 0.4 0.1 @ 0.8, gray 0.2" },
            { ViewsPreset.MoCoV1, "crop 0.2, gray 0.2, jitter 0.4 0.4 0.4 0.4 @ 1, flip 0.5" },
            { ViewsPreset.MoCoV2, "crop 0.2, jitter 0.4 0.4 0.4 0.1 @ 0.8, gray 0.2, blur 23 0.1-2 @ 0.5, flip 0.5" },
            { ViewsPreset.MoCoCifar10, "crop 0.08, flip 0.5, jitter 0.4 0.4 0.4 0.1 @ 0.8, gray 0.2" },
            { ViewsPreset.ByolFirst, "crop 0.08, flip 0.5, jitter 0.4 0.4 0.2 0.1 @ 0.8, gray 0.2, blur 23 0.1-2 @ 1" },
            {
                ViewsPreset.ByolSecond,
                "crop 0.08, flip 0.5, jitter 0.4 0.4 0.2 0.1 @ 0.8, gray 0.2, blur 23 0.1-2 @ 0.1, solarize 0.5 @ 0.2"
            },
            {
                ViewsPreset.MoCoV3ResNetFirst,
                "crop 0.2, jitter 0.4 0.4 0.2 0.1 @ 0.8, gray 0.2, blur 23 0.1-2 @ 1, flip 0.5"
            },
            {
                ViewsPreset.MoCoV3ResNetSecond,
                "crop 0.2, jitter 0.4 0.4 0.2 0.1 @ 0.8, gray 0.2, blur 23 0.1-2 @ 0.1, solarize 0.5 @ 0.2, flip 0.5"
            },
            { ViewsPreset.SimSiamCifar10, "crop 0.2, jitter 0.4 0.4 0.4 0.1 @ 0.8, gray 0.2, flip 0.5" },
            { ViewsPreset.RaftCifar10, "crop 0.08, flip 0.5, jitter 0.8 0.8 0.8 0.2 @ 0.8, gray 0.2" },
            { ViewsPreset.Mae, "crop 0.2, flip 0.5" },
            { ViewsPreset.SimMim, "crop 0.67, flip 0.5" },
            { ViewsPreset.Swav, "crop 0.14, flip 0.5, jitter 0.8 0.8 0.8 0.2 @ 0.8, gray 0.2, blur 23 0.1-2 @ 0.5" },
            {
                ViewsPreset.SwavLocal,
                "crop 0.05-0.14, flip 0.5, jitter 0.8 0.8 0.8 0.2 @ 0.8, gray 0.2, blur 23 0.1-2 @ 0.5"
            },
            { ViewsPreset.SupConCifar10, "crop 0.2, flip 0.5, jitter 0.4 0.4 0.4 0.1 @ 0.8, gray 0.2" },
            { ViewsPreset.InstanceDiscriminationCifar10, "crop 0.2, jitter 0.4 0.4 0.4 0.4 @ 1, gray 0.2" },
            { ViewsPreset.Pirl, "crop 0.08, jitter 0.4 0.4 0.4 0.2 @ 1, photometric 0.66, gray 0.2, flip 0.5" },
            { ViewsPreset.PirlPatches, "jitter 0.4 0.4 0.4 0.2 @ 1, photometric 0.66, gray 0.2, flip 0.5" },
        };

    [Theory]
    [MemberData(nameof(Families))]
    public void Preset_AloneOnAFamily_IsThePapers(ViewsPreset preset, string steps)
    {
        var raw = Family(preset);

        raw.ShouldReport(null);
        Line(raw).Should().Be(steps);
        Resolve.Views(raw).Steps.Should().OnlyContain(step => step.Attribute == 0);
        Resolve
            .Views(raw)
            .StatedCropSize.Should()
            .Be(preset == ViewsPreset.SwavLocal ? 96 : 0, "the crop follows the encoder, where it is not small");
        Resolve.Views(raw).Preset.Should().Be(preset);
    }

    [Fact]
    public void Families_EveryPreset_IsAmongThem()
    {
        Families.Select(row => (ViewsPreset)row[0]).Should().Equal(Enum.GetValues<ViewsPreset>());
        ViewsPresets.All.Select(entry => entry.Preset).Should().Equal(Enum.GetValues<ViewsPreset>());
        ViewsPresets.All.Should().OnlyContain(entry => entry.Source.Contains("arXiv:"));
    }

    [Fact]
    public void Preset_StepsBesideIt_ReplaceTheirKindAndFollowBehind()
    {
        var raw = Family(
            ViewsPreset.SimClrCifar10,
            Word("Normalize", ("Mean", 0.286), ("Std", 0.353)),
            Word("ColorJitter", ("Brightness", 0.5)),
            Word("RandomResizedCrop", ("MinScale", 0.3), ("Size", 24))
        );

        raw.ShouldReport(null);
        Line(raw).Should().Be("crop 0.3, flip 0.5, jitter 0.5 0 0 0 @ 1, gray 0.2, Normalize");
        Resolve.Views(raw).Steps.Select(step => step.Attribute).Should().Equal(3, 0, 2, 0, 1);
    }

    /// <summary>The second step of a kind replaces nothing.</summary>
    [Fact]
    public void Preset_TwoStepsOfAKindBesideIt_ReplaceOnce()
    {
        Line(
                Family(
                    ViewsPreset.MoCoV1,
                    Word("GaussianBlur", ("Kernel", 3)),
                    Word("RandomHorizontalFlip", ("Probability", 0.1)),
                    Word("RandomHorizontalFlip", ("Probability", 0.2))
                )
            )
            .Should()
            .Be("crop 0.2, gray 0.2, jitter 0.4 0.4 0.4 0.4 @ 1, flip 0.1, blur 3 0.1-2 @ 0.5, flip 0.2");
    }

    [Fact]
    public void Preset_FaultyStepBesideIt_IsReportedWhereItIsWritten()
    {
        Family(ViewsPreset.MoCoV2, Word("GaussianBlur", ("Kernel", 4)))
            .ShouldReportAt("CDSL3006", "ClothesViews#1.Kernel");
    }

    /// <summary>
    /// Images of one channel have no colors: the steps that change them are switched off beside the preset.
    /// </summary>
    [Theory]
    [InlineData(
        0.2,
        "CDSL3011 [RandomGrayscale] in 'ClothesViews' does nothing to the images of 'ClothesEncoder', which have one channel. Remove it."
    )]
    [InlineData(0.0, null)]
    public void Preset_OnOneChannel_NeedsItsColorsSwitchedOff(double gray, string? message)
    {
        var views = Family(
            ViewsPreset.SimClrCifar10,
            Word("ColorJitter", ("Brightness", 0.4), ("Contrast", 0.4), ("Probability", 0.8)),
            Word("RandomGrayscale", ("Probability", gray))
        );

        Experiment(views: views).ShouldReport(message);
    }

    [Fact]
    public void Preset_NotDefined_NamesThoseOfViews()
    {
        var raw = Class("ClothesViews", Word("AugmentationFamily", ("Preset", 99)), Word("RandomResizedCrop"));

        raw.ShouldReportAt("CDSL0015", "ClothesViews#0.Preset");
        Findings
            .Messages(raw)
            .Single()
            .Should()
            .Contain("ViewsPreset")
            .And.Contain("ByolFirst")
            .And.NotContain("HeadPreset");
    }

    private static RawClass Family(ViewsPreset preset, params RawAttribute[] steps) =>
        Class("ClothesViews", [Word("AugmentationFamily", ("Preset", preset)), .. steps]);

    private static string Line(RawClass raw) =>
        string.Join(
            ", ",
            Resolve
                .Views(raw)
                .Steps.Select(step =>
                    step switch
                    {
                        RandomResizedCropStep { MaxScale: < 1 } crop => FormattableString.Invariant(
                            $"crop {crop.MinScale}-{crop.MaxScale}"
                        ),
                        RandomResizedCropStep crop => FormattableString.Invariant($"crop {crop.MinScale}"),
                        RandomHorizontalFlipStep flip => FormattableString.Invariant($"flip {flip.Probability}"),
                        ColorJitterStep jitter => FormattableString.Invariant(
                            $"jitter {jitter.Brightness} {jitter.Contrast} {jitter.Saturation} {jitter.Hue} @ {jitter.Probability}"
                        ),
                        RandomGrayscaleStep gray => FormattableString.Invariant($"gray {gray.Probability}"),
                        GaussianBlurStep blur => FormattableString.Invariant(
                            $"blur {blur.Kernel} {blur.MinSigma}-{blur.MaxSigma} @ {blur.Probability}"
                        ),
                        SolarizeStep solarize => FormattableString.Invariant(
                            $"solarize {solarize.Threshold} @ {solarize.Probability}"
                        ),
                        RandomPhotometricStep photometric => FormattableString.Invariant(
                            $"photometric {photometric.Probability}"
                        ),
                        _ => step.Kind,
                    }
                )
        );
}
