using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of MoCo v3.</summary>
public sealed class MoCoV3Tests
{
    [Fact]
    public Task MoCoV3_WithTwoFamilies_DrawsEachViewFromItsOwn() =>
        Generated.MatchesAsync(
            MethodSources.Parts
                + """

                [AugmentationFamily] [RandomResizedCrop] [ColorJitter(Brightness = 0.4)] [Solarize]
                public partial class SecondViews;

                [MoCoV3(
                    Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor),
                    Views = typeof(ClothesViews), SecondViews = typeof(SecondViews), Loss = typeof(BatchContrast))]
                [AdamW(LearningRate = 1.5e-4, WeightDecay = 0.1)] [CosineSchedule(WarmupEpochs = 10)]
                public partial class ClothesMoCoV3;
                """,
            "MoCoV3.TwoFamilies",
            "Shop.ClothesMoCoV3"
        );
}
