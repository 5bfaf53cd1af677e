using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ViewsTests
{
    [Fact]
    public Task Family_WithEveryStep_AppliesThemInOrder() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [AugmentationFamily]
        [RandomResizedCrop(Size = 96, MinScale = 0.2, MaxScale = 0.9, MinRatio = 0.5, MaxRatio = 2)]
        [RandomHorizontalFlip(Probability = 0.25)]
        [ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.2, Hue = 0.1, Probability = 0.8)]
        [RandomGrayscale]
        [GaussianBlur(Kernel = 9)]
        [Solarize]
        [Normalize(new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })]
        public partial class ClothesViews;
        """,
        "Views.EveryStep");

    [Fact]
    public Task Family_WithoutCropAndNormalize_KeepsTheSize() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [AugmentationFamily]
        [RandomHorizontalFlip]
        [ColorJitter(Brightness = 0.4)]
        public partial class ClothesViews;
        """,
        "Views.NoCrop");

    [Fact]
    public Task Family_WithAFlipBeforeTheCrop_DrawsForBoth() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [AugmentationFamily]
        [RandomHorizontalFlip]
        [RandomResizedCrop]
        public sealed partial class ClothesViews;
        """,
        "Views.FlipFirst");

    [Fact]
    public Task Family_WithAnOwnTransform_CallsItInItsPlace() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;
        using ContrastiveDsl.Augmentation;
        using static TorchSharp.torch;

        namespace Shop;

        [Transform(Draws = 2)]
        internal static partial class Fade
        {
            public static Tensor Apply(Tensor images, TransformDraws draws) => images.mul(draws.Uniform(0).view(-1, 1, 1, 1));
        }

        [AugmentationFamily]
        [RandomResizedCrop] [RandomHorizontalFlip]
        [Transform(typeof(Fade))]
        [Normalize(0.5, 0.25)]
        public partial class ClothesViews;
        """,
        "Views.OwnTransform",
        "Shop.ClothesViews");

    [Fact]
    public void Family_WhoseFirstStepIsAnOwnTransform_KeepsTheCallersTensorFromIt()
    {
        var run = GeneratorRun.Start(Compilations.Create(Sources.OwnParts.Replace("[RandomHorizontalFlip] [Transform(typeof(Fade))]", "[Transform(typeof(Fade))] [RandomHorizontalFlip]", StringComparison.Ordinal)));

        run.Files["Shop.OwnViews.g.cs"].Should().Contain("var x = Fade.Apply(images.alias(), draws.Slice(0, 1));");
    }
}
