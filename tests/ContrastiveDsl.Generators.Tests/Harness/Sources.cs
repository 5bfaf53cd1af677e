namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>Declarations that many tests start from.</summary>
internal static class Sources
{
    /// <summary>The experiment of the design's first page.</summary>
    public const string Clothes = """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 28)]
        [Conv(32, 3)] [BatchNorm] [Relu]
        [BasicBlock(32)] [BasicBlock(64, Stride = 2)] [BasicBlock(128, Stride = 2)]
        [GlobalAveragePool]
        public partial class ClothesEncoder;

        [ProjectionHead(Hidden = 256, Output = 64)]
        public partial class ClothesProjector;

        [AugmentationFamily]
        [RandomResizedCrop(MinScale = 0.5)]
        [RandomHorizontalFlip]
        [ColorJitter(Brightness = 0.8, Contrast = 0.8, Probability = 0.8)]
        [GaussianBlur(Kernel = 3, Probability = 0.5)]
        [Normalize(0.2860, 0.3530)]
        public partial class ClothesViews;

        [NtXentLoss(Temperature = 0.2)]
        public partial class ClothesLoss;

        [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]
        [Training(Epochs = 5, BatchSize = 256, Seed = 1)]
        [Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
        [CosineSchedule(WarmupFraction = 0.1)]
        public partial class ClothesSimClr;
        """;
}
