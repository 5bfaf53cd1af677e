namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>Declarations of the methods with a momentum encoder, a queue or a predictor, which tests vary.</summary>
internal static class MethodSources
{
    /// <summary>The parts that these methods need beside those of <see cref="Sources.Parts"/>.</summary>
    public const string Parts =
        Sources.Parts
        + """

            [ProjectionHead(Layers = 1, Output = 12)]
            public partial class LinearProjector;

            [PredictionHead(Hidden = 7, Output = 12)]
            public partial class ClothesPredictor;

            [InfoNceLoss(Temperature = 0.07)]
            public partial class QueueLoss;

            [MoCoV3Loss(Temperature = 0.2)]
            public partial class BatchContrast;

            [ByolLoss]
            public partial class TargetLoss;

            [NegativeCosineLoss]
            public partial class CosineLoss;

            [RaftLoss]
            public partial class RunAwayLoss;

            """;

    /// <summary>A MoCo experiment.</summary>
    /// <param name="arguments">Arguments of its attribute beside its parts.</param>
    /// <param name="others">Its other attributes.</param>
    /// <param name="projector">Its head.</param>
    public static string MoCo(string arguments, string others, string projector) =>
        Parts
        + $$"""

            [MoCo({{arguments}}, Encoder = typeof(ClothesEncoder), Projector = typeof({{projector}}), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
            {{others}}
            public partial class ClothesMoCo;
            """;

    /// <summary>An experiment of a method with a predictor.</summary>
    /// <param name="method">The attribute.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="others">Its other attributes.</param>
    /// <param name="arguments">Arguments of its attribute beside its parts, with a comma before them.</param>
    public static string Predictive(string method, string loss, string others, string arguments = "") =>
        Parts
        + $$"""

            [{{method}}(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof({{loss}}){{arguments}})]
            {{others}}
            public partial class Clothes{{method}};
            """;
}
