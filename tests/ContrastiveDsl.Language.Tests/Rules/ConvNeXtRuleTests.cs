using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>
/// What can be wrong with a ConvNeXt: settings of residual networks, a stem that does not fit the images.
/// </summary>
public sealed class ConvNeXtRuleTests
{
    [Theory]
    [InlineData("Norm", Norm.Layer)]
    [InlineData("Groups", 16)]
    [InlineData("ZeroInitResidual", true)]
    public void SettingOfResidualBlocks_OnAConvNeXt_IsReported(string setting, object value)
    {
        var raw = ConvNeXt((setting, value));

        raw.ShouldReport(
            $"CDSL0037 {setting} is no setting of 'Network', whose backbone is a ConvNeXt: its layer normalizations and scaled branches are fixed. Remove it."
        );
        raw.ShouldReportAt("CDSL0037", "Network#0." + setting);
    }

    [Theory]
    [InlineData("Stem", Stem.ImageNet)]
    [InlineData("Width", 48)]
    [InlineData("Channels", 1)]
    [InlineData("Features", 768)]
    public void SettingOfAConvNeXt_IsRead(string setting, object value) =>
        ConvNeXt((setting, value)).ShouldReport(null);

    [Theory]
    [InlineData(1, "CDSL1004 Width must be between 2 and 4096; it is 1.")]
    [InlineData(2, null)]
    [InlineData(4096, null)]
    [InlineData(4097, "CDSL1004 Width must be between 2 and 4096; it is 4097.")]
    public void Width_OutOfRange_IsReported(int width, string? message) =>
        ConvNeXt(("Width", width)).ShouldReport(message);

    [Theory]
    [InlineData(
        31,
        "CDSL1007 Images of 31×31 pixels shrink to nothing at [Conv] of 'Network', which needs at least 32. Raise ImageSize, or set Stem = Stem.Small."
    )]
    [InlineData(
        32,
        "CDSL1008 The ImageNet stem leaves 1×1 of 32×32 pixels before they are averaged. Set Stem = Stem.Small."
    )]
    [InlineData(
        95,
        "CDSL1008 The ImageNet stem leaves 2×2 of 95×95 pixels before they are averaged. Set Stem = Stem.Small."
    )]
    [InlineData(96, null)]
    public void ImageNetStem_OnSmallImages_IsReported(int size, string? message)
    {
        ConvNeXt(("ImageSize", size)).ShouldReport(message);
        ConvNeXt(("ImageSize", size), ("Stem", Stem.Small)).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        7,
        "CDSL1007 Images of 7×7 pixels shrink to nothing at [Conv] of 'Network', which needs at least 8. Raise ImageSize, or take a backbone that pads, as Backbone.ResNet18."
    )]
    [InlineData(8, null)]
    [InlineData(127, null)]
    public void SmallStem_OnTinyImages_IsReported(int size, string? message) =>
        ConvNeXt(("Stem", Stem.Small), ("ImageSize", size)).ShouldReport(message);

    [Fact]
    public void SmallStem_OnLargeImages_IsTold() =>
        Findings.Ids(ConvNeXt(("Stem", Stem.Small), ("ImageSize", 128))).Should().Equal("CDSL1042");

    [Fact]
    public void SplitBatchNorm_OnAConvNeXt_HasNoEffect() =>
        ConvNeXt()
            .Plus(Word("SplitBatchNorm", ("Splits", 8)))
            .ShouldReport(
                "CDSL0008 [SplitBatchNorm] has no effect on 'Network', which has no batch normalization. Remove it."
            );

    [Fact]
    public void Layers_BesideAConvNeXt_AreReported() =>
        ConvNeXt()
            .Plus(Word("Relu"))
            .ShouldReport("CDSL0024 'Network' names a backbone and also lists [Relu]. Remove one of the two.");

    private static RawClass ConvNeXt(params (string Name, object Value)[] settings) =>
        Backbone(ContrastiveDsl.Backbone.ConvNeXtTiny, settings);
}
