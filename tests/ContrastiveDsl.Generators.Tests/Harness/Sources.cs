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

    /// <summary>
    /// The parts of a small experiment in namespace Shop. No two of their sizes are equal, so that none can stand for
    /// another.
    /// </summary>
    public const string Parts = """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 8)] [Conv(6, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        public partial class ClothesEncoder;

        [ProjectionHead(Output = 12)]
        public partial class ClothesProjector;

        [AugmentationFamily] [RandomResizedCrop]
        public partial class ClothesViews;

        [NtXentLoss]
        public partial class ClothesLoss;

        """;

    /// <summary>An experiment of <see cref="Parts"/>.</summary>
    public const string SimClr = """

        [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]
        [Adam]
        public partial class ClothesSimClr;
        """;

    /// <summary>An experiment whose parts are a custom code.</summary>
    public const string CustomParts = """
        using ContrastiveDsl;
        using ContrastiveDsl.Augmentation;
        using static TorchSharp.torch;

        namespace Shop;

        [Encoder(Channels = 3, ImageSize = 8, Features = 192)]
        internal sealed partial class CustomEncoder() : nn.Module<Tensor, Tensor>("CustomEncoder")
        {
            public override Tensor forward(Tensor input) => input.flatten(1);
        }

        [ProjectionHead(Output = 16)]
        internal sealed partial class CustomProjector : nn.Module<Tensor, Tensor>
        {
            private readonly TorchSharp.Modules.Linear linear;

            public CustomProjector(int inputSize)
                : base("CustomProjector")
            {
                linear = nn.Linear(inputSize, 16);
                RegisterComponents();
            }

            public override Tensor forward(Tensor input) => linear.call(input);
        }

        [Transform]
        internal static partial class Fade
        {
            public static Tensor Apply(Tensor images, TransformDraws draws) => images.mul(draws.Uniform(0).view(-1, 1, 1, 1));
        }

        [AugmentationFamily] [RandomHorizontalFlip] [Transform(typeof(Fade))]
        internal partial class CustomViews;

        [Loss]
        internal static partial class CustomLoss
        {
            public static Tensor Compute(Tensor z0, Tensor z1) => z0.sub(z1).square().mean();
        }

        [SimClr(Encoder = typeof(CustomEncoder), Projector = typeof(CustomProjector), Views = typeof(CustomViews), Loss = typeof(CustomLoss))]
        [Adam]
        internal partial class CustomSimClr;
        """;
}
