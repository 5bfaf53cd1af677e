using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>MoCo v3's and SimSiam's projector.</summary>
[ProjectionHead(Hidden = 16, Output = 8, OutputBias = false, OutputNorm = Norm.Batch, OutputAffine = false)]
public partial class TinyNormalizedProjector;

/// <summary>A predictor.</summary>
[PredictionHead(Hidden = 16, Output = 8)]
public partial class TinyPredictor;

/// <summary>The other view's family, which draws fewer numbers.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[Normalize(0.2860, 0.3530)]
public partial class TinySecondViews;

/// <summary>MoCo v3's loss.</summary>
[MoCoV3Loss(Temperature = 0.2)]
public partial class TinyBatchContrast;

/// <summary>MoCo v3 with two families.</summary>
[MoCoV3(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyNormalizedProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    SecondViews = typeof(TinySecondViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3, WeightDecay = 1e-2)]
[CosineSchedule(WarmupFraction = 0.1, FinalWeightDecay = 1e-1)]
public partial class TinyMoCoV3;

/// <summary>A transformer with positions and a patch embedding that are not trained, as MoCo v3 has it.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 14)]
[VisionTransformer(
    Patch = 7,
    Width = 16,
    Depth = 2,
    Heads = 4,
    Positions = Positions.SinCos,
    FrozenPatchEmbedding = true
)]
public partial class TinyTransformer;

/// <summary>MoCo v3 with a transformer, parts of which nothing moves.</summary>
[MoCoV3(
    Encoder = typeof(TinyTransformer),
    Projector = typeof(TinyNormalizedProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9, Schedule = MomentumSchedule.Constant)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3, WeightDecay = 1e-2)]
public partial class TinyTransformerMoCoV3;

/// <summary>What proves the loss of MoCo v3.</summary>
internal sealed class MoCoV3Proof : MethodProof<MoCoV3Attribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "moco_v3";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss) =>
        BlindPairs(model, rows, loss) + BlindPairs(model, rows, loss);

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        OfPairs(model, (queries, keys) => Losses.MoCoV3.Loss(queries, keys, Temperature));
}
