namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>
/// Declarations of the methods with labels, memory banks, patches or two trained encoders, which tests vary.
/// </summary>
internal static class PretextSources
{
    /// <summary>The head and family that PIRL's jigsaw needs, as arguments of its attribute.</summary>
    public const string JigsawParts = ", PatchHead = typeof(JigsawHead), PatchViews = typeof(FlippedViews)";

    /// <summary>The head and family that PIRL's rotation needs, as arguments of its attribute.</summary>
    public const string TurnedParts = ", PatchHead = typeof(TurnedHead), PatchViews = typeof(FlippedViews)";

    /// <summary>The parts that these methods need beside those of <see cref="Sources.Parts"/>.</summary>
    public const string Parts =
        Sources.Parts
        + """

            [ProjectionHead(Layers = 1, Output = 12)]
            public partial class LinearProjector;

            [Encoder(Channels = 1, ImageSize = 8)] [Conv(9, 3)] [Relu] [GlobalAveragePool]
            public partial class OtherEncoder;

            [AugmentationFamily] [RandomHorizontalFlip] [ColorJitter(Brightness = 0.4)]
            public partial class FlippedViews;

            [PatchHead(Patches = 4, Hidden = 10, Output = 12)]
            public partial class JigsawHead;

            [PatchHead(Patches = 1, Hidden = 7, Output = 12)]
            public partial class TurnedHead;

            [SupConLoss]
            public partial class LabelLoss;

            [BatchInfoNceLoss(Temperature = 0.2, Symmetric = true)]
            public partial class KeyLoss;

            [BatchInfoNceLoss(Temperature = 1, Normalize = false)]
            public partial class PatchLoss;

            [PairwiseContrastiveLoss(Margin = 1.5)]
            public partial class PairLoss;

            [NceLoss]
            public partial class NoiseLoss;

            [MemorySoftmaxLoss]
            public partial class BankLoss;

            """;

    /// <summary>
    /// An experiment of every method that these declarations are for, in each of its shapes, by the name of its class.
    /// </summary>
    public static IReadOnlyList<(string Name, string Source)> All { get; } =
    [
        ("ClothesSupCon", Of("SupCon", "LabelLoss", "[Adam]", ", ViewCount = 3")),
        (
            "ClothesInstanceDiscrimination",
            Of("InstanceDiscrimination", "NoiseLoss", "[MemoryBank(Negatives = 16)] [Adam]")
        ),
        (
            "ClothesInstanceDiscrimination",
            Of("InstanceDiscrimination", "BankLoss", "[MemoryBank(Negatives = 0, Fill = true)] [Adam]")
        ),
        ("ClothesPirl", Of("Pirl", "NoiseLoss", "[Jigsaw(Grid = 2)] [MemoryBank(Negatives = 16)] [Adam]", JigsawParts)),
        ("ClothesPirl", Of("Pirl", "BankLoss", "[Rotation] [MemoryBank(Negatives = 16)] [Adam]", TurnedParts)),
        ("ClothesCpc", Of("Cpc", "PatchLoss", "[Adam]", ", Patch = 4, Stride = 2", "FlippedViews")),
        ("ClothesEndToEnd", Of("EndToEnd", "KeyLoss", "[Adam]", ", KeyEncoder = typeof(OtherEncoder)")),
        ("ClothesSiamese", Of("Siamese", "PairLoss", "[Adam]")),
        ("ClothesSiamese", Of("Siamese", "PairLoss", "[Adam]", ", Pairs = SimilarPairs.Labels")),
    ];

    /// <summary>An experiment.</summary>
    /// <param name="method">The attribute.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="others">Its other attributes.</param>
    /// <param name="arguments">Arguments of its attribute beside its parts, with a comma before them.</param>
    /// <param name="views">Its augmentation family.</param>
    public static string Of(
        string method,
        string loss,
        string others,
        string arguments = "",
        string views = "ClothesViews"
    ) =>
        Parts
        + $$"""

            [{{method}}(Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof({{views}}), Loss = typeof({{loss}}){{arguments}})]
            {{others}}
            public partial class Clothes{{method}};
            """;
}
