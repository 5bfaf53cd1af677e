using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>A family of a paper is emitted as if its steps were written.</summary>
public sealed class ViewsPresetTests
{
    private const string Body = " public partial class ClothesViews;";

    [Theory]
    [InlineData(
        "[AugmentationFamily(ViewsPreset.ByolSecond)]",
        "[RandomResizedCrop] [RandomHorizontalFlip] [ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.2, Hue = 0.1, Probability = 0.8)] [RandomGrayscale] [GaussianBlur(Probability = 0.1)] [Solarize]"
    )]
    [InlineData(
        "[AugmentationFamily(ViewsPreset.PirlPatches)]",
        "[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.2)] [RandomPhotometric] [RandomGrayscale] [RandomHorizontalFlip]"
    )]
    [InlineData(
        "[AugmentationFamily(ViewsPreset.SimClrCifar10)] [Normalize(new[] { 0.5, 0.5, 0.5 }, new[] { 0.25, 0.25, 0.25 })] [RandomResizedCrop(MinScale = 0.5)]",
        "[RandomResizedCrop(MinScale = 0.5)] [RandomHorizontalFlip] [ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1, Probability = 0.8)] [RandomGrayscale] "
            + "[Normalize(new[] { 0.5, 0.5, 0.5 }, new[] { 0.25, 0.25, 0.25 })]"
    )]
    public void Preset_OnAFamily_IsEmittedAsItsSteps(string preset, string steps)
    {
        Emitted(preset + Body).Should().Be(Emitted("[AugmentationFamily] " + steps + Body));
    }

    private static string Emitted(string family)
    {
        var run = GeneratorRun.Start(Compilations.Create("using ContrastiveDsl; namespace Shop; " + family));

        run.Result.Exception.Should().BeNull();
        Compilations.Complaints(run.Output).Should().BeEmpty();
        return run.Files["Shop.ClothesViews.g.cs"];
    }
}
