using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of SimMIM, and the transformer that sees a token in place of masked patches.</summary>
public sealed class SimMimTests
{
    [Fact]
    public Task SimMim_MasksBlocksAndPredictsTheirPixels() =>
        Generated.MatchesAsync(SimMimSource.Text, "SimMim.Blocks", "Shop.ClothesTransformer", "Shop.ClothesSimMim");

    [Fact]
    public void SimMim_OfSinglePatches_MasksThemAsTheyAre()
    {
        var experiment = EmittedClass.Of(
            SimMimSource.Text.Replace(", MaskSize = 4", "", StringComparison.Ordinal),
            "Shop.ClothesSimMim"
        );

        experiment
            .Mentioning("RandomMask")
            .Should()
            .Be("var mask = RandomMask.Sample(random, share, Blocks, VisibleBlocks, view.device);");
        experiment
            .Mentioning("MaskSize")
            .Should()
            .Be(
                """
                public const int MaskSize = Patch;
                public const int Blocks = (ClothesTransformer.ImageSize / MaskSize) * (ClothesTransformer.ImageSize / MaskSize);
                """
            );
    }
}

/// <summary>SimMIM for the tests of all methods.</summary>
internal sealed record SimMimSource() : ExperimentSource("ClothesSimMim", Text, "MaskRatio = 0.5")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 8)]
            [VisionTransformer(Patch = 2, Width = 12, Depth = 2, Heads = 3)]
            public partial class ClothesTransformer;

            [L1ReconstructionLoss]
            public partial class PixelLoss;

            [SimMim(MaskRatio = 0.5, MaskSize = 4, Encoder = typeof(ClothesTransformer), Views = typeof(ClothesViews), Loss = typeof(PixelLoss))]
            [Training(BatchSize = 128)] [AdamW(LearningRate = 0.001)]
            public partial class ClothesSimMim;
            """;
}
