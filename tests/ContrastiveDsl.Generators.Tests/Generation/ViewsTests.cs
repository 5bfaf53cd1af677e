using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ViewsTests
{
    [Fact]
    public Task Family_WithEveryStep_AppliesThemInOrder() =>
        Generated.MatchesAsync(
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
            [Posterize]
            [Sharpness(MaxFactor = 1.5)]
            [AutoContrast]
            [RandomPhotometric]
            [Normalize(new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })]
            public partial class ClothesViews;
            """,
            "Views.EveryStep"
        );

    [Fact]
    public void Family_WithoutCropAndNormalize_KeepsTheSize()
    {
        var family = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [AugmentationFamily]
            [RandomHorizontalFlip]
            [ColorJitter(Brightness = 0.4)]
            public partial class ClothesViews;
            """,
            "Shop.ClothesViews"
        );

        family
            .Members("DrawCount", "Apply", "Clean")
            .Should()
            .Be(
                """
                public const int DrawCount = 7;
                public static Tensor Apply(ImageBatch images, TransformDraws draws)
                {
                    using var noGrad = torch.no_grad();
                    using var scope = torch.NewDisposeScope();

                    // Each transform takes random numbers of its own.
                    var x = RandomHorizontalFlip.Apply(images.Pixels, draws[0..1], probability: 0.5);
                    x = ColorJitter.Apply(
                        x, draws[1..7],
                        brightness: 0.4, contrast: 0.0, saturation: 0.0, hue: 0.0, probability: 1.0);
                    return x.MoveToOuterDisposeScope();
                }
                public static Tensor Clean(Tensor images) => new ImageBatch(images).Pixels.alias();
                """
            );
    }

    [Fact]
    public void Family_WithACropOfNoSize_TakesIt()
    {
        var family = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [AugmentationFamily]
            [RandomHorizontalFlip]
            [RandomResizedCrop]
            public sealed partial class ClothesViews;
            """,
            "Shop.ClothesViews"
        );

        family
            .Members("DrawCount", "Sample", "SampleView", "Apply")
            .Should()
            .Be(
                """
                public const int DrawCount = 6;
                public static (Tensor, Tensor) Sample(ImageBatch images, RandomSource random, Batch batch, int cropSize)
                {
                    using var scope = torch.NewDisposeScope();
                    var draws = ViewDraws.Sample(random, batch, views: 2, DrawCount, images.Device);
                    var view0 = Apply(images, draws[0], cropSize);
                    var view1 = Apply(images, draws[1], cropSize);
                    return (view0.MoveToOuterDisposeScope(), view1.MoveToOuterDisposeScope());
                }
                public static Tensor SampleView(ImageBatch images, RandomSource random, Batch batch, int view, int cropSize)
                {
                    using var scope = torch.NewDisposeScope();
                    var draws = TransformDraws.Sample(random, batch, view, DrawCount, images);
                    return Apply(images, draws, cropSize).MoveToOuterDisposeScope();
                }
                public static Tensor Apply(ImageBatch images, TransformDraws draws) =>
                    Apply(images, draws, (int)images.Pixels.shape[3]);
                public static Tensor Apply(ImageBatch images, TransformDraws draws, int cropSize)
                {
                    using var noGrad = torch.no_grad();
                    using var scope = torch.NewDisposeScope();

                    // Each transform takes random numbers of its own.
                    var x = RandomHorizontalFlip.Apply(images.Pixels, draws[0..1], probability: 0.5);
                    x = RandomResizedCrop.Apply(
                        x, draws[1..6], cropSize,
                        minScale: 0.08, maxScale: 1.0, minRatio: 3.0 / 4, maxRatio: 4.0 / 3, flipProbability: 0.0);
                    return x.MoveToOuterDisposeScope();
                }
                """
            );
    }

    [Fact]
    public void Family_WithACustomTransform_CallsItInItsPlace()
    {
        var family = EmittedClass.Of(
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
            "Shop.ClothesViews"
        );

        family
            .Mentioning("Fade", "DrawCount", "Normalize")
            .Should()
            .Be(
                """
                public const int DrawCount = 7;
                var draws = ViewDraws.Sample(random, batch, views: 2, DrawCount, images.Device);
                var draws = TransformDraws.Sample(random, batch, view, DrawCount, images);
                x = Fade.Apply(x, draws[5..7]);
                x = Normalize.Apply(x, Mean, Std);
                => Normalize.Apply(images, Mean, Std)
                """
            );
    }

    [Fact]
    public void Family_WhoseFirstStepIsACustomTransform_KeepsTheCallersTensorFromIt()
    {
        var family = EmittedClass.Of(
            """
            using ContrastiveDsl;
            using ContrastiveDsl.Augmentation;
            using static TorchSharp.torch;

            namespace Shop;

            [Transform]
            internal static partial class Fade
            {
                public static Tensor Apply(Tensor images, TransformDraws draws) => images;
            }

            [AugmentationFamily] [Transform(typeof(Fade))] [RandomHorizontalFlip]
            internal partial class ClothesViews;
            """,
            "Shop.ClothesViews"
        );

        family.Mentioning("Fade").Should().Be("var x = Fade.Apply(images.Pixels.alias(), draws[0..1]);");
    }

    [Fact]
    public void Family_WithATransformWithoutChance_CallsItAsItIsWritten()
    {
        var family = EmittedClass.Of(
            """
            using ContrastiveDsl;
            using ContrastiveDsl.Augmentation;
            using static TorchSharp.torch;

            namespace Shop;

            [Transform(Draws = 0)]
            internal static partial class Dark
            {
                public static Tensor Apply(Tensor images) => images * 0.5;
            }

            [Transform(Draws = 0)]
            internal static partial class Darker
            {
                public static Tensor Apply(Tensor images, TransformDraws draws) => images * 0.25;
            }

            [AugmentationFamily] [RandomResizedCrop] [Transform(typeof(Dark))] [Transform(typeof(Darker))]
            internal partial class ClothesViews;
            """,
            "Shop.ClothesViews"
        );

        family
            .Mentioning("Dark", "Darker")
            .Should()
            .Be(
                """
                x = Dark.Apply(x);
                x = Darker.Apply(x, draws[5..5]);
                """
            );
    }

    /// <summary>As the second family it leaves the other view as it is, which may teach.</summary>
    [Fact]
    public async Task Family_WithoutSteps_PassesImagesOn()
    {
        const string source = """
            using ContrastiveDsl;

            namespace Shop;

            [AugmentationFamily]
            public partial class PlainViews;
            """;

        var run = GeneratorRun.Start(Compilations.Create(source));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Files["Shop.PlainViews.g.cs"].Should().Contain("return images.Pixels.alias().MoveToOuterDisposeScope();");
        (await StubTests.ErrorsAsync(run.Output)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Views = typeof(ClothesViews)", "Views = typeof(ClothesViews), SecondViews = typeof(PlainViews)", null)]
    [InlineData("Views = typeof(ClothesViews)", "Views = typeof(PlainViews), SecondViews = typeof(ClothesViews)", null)]
    [InlineData("Views = typeof(ClothesViews)", "Views = typeof(PlainViews)", "CDSL2015")]
    public async Task Family_WithoutStepsInAnExperiment_HasNoErrorsButOurs(string old, string views, string? id)
    {
        var source =
            Sources.Parts
            + Sources.SimClr.Replace(old, views, StringComparison.Ordinal)
            + "\n[AugmentationFamily]\npublic partial class PlainViews;";

        var run = GeneratorRun.Start(Compilations.Create(source));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await StubTests.ErrorsAsync(run.Output))
            .Select(diagnostic => diagnostic.Id)
            .Should()
            .Equal(id is null ? [] : [id]);
    }
}
