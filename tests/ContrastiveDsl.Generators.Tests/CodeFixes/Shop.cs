namespace ContrastiveDsl.Generators.Tests.CodeFixes;

/// <summary>What experiments of these tests are put together from.</summary>
internal static class Shop
{
    /// <summary>All parts but a predictor, without a fault, and an empty line behind them.</summary>
    public const string Parts = """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 28)]
        [Conv(32, 3)] [GroupNorm(8)] [Relu] [GlobalAveragePool]
        public partial class ShopEncoder;

        [ProjectionHead(Hidden = 32, Output = 64)]
        public partial class ShopProjector;

        [AugmentationFamily] [RandomResizedCrop]
        public partial class ShopViews;

        [ByolLoss]
        public partial class ShopLoss;


        """;
}
