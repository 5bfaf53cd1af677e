using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Chances of a patch.</summary>
[AugmentationFamily]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4)]
[Posterize]
[Sharpness]
[AutoContrast(Probability = 0.2)]
[RandomPhotometric(Probability = 0.2)]
[Normalize(0.2860, 0.3530)]
public partial class TinyPatchViews;

/// <summary>The head of four patches.</summary>
[PatchHead(Patches = 4, Hidden = 12, Output = 8)]
public partial class TinyJigsawHead;

/// <summary>The head of a rotated image.</summary>
[PatchHead(Patches = 1, Output = 8)]
public partial class TinyRotationHead;

/// <summary>A jigsaw, noise-contrastive estimation.</summary>
[Pirl(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyLinearProjector),
    PatchHead = typeof(TinyJigsawHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyNoiseLoss)
)]
[Jigsaw(Grid = 2)]
[MemoryBank(Negatives = 32)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyPirl;

/// <summary>A rotation, the softmax over distinct negatives without the image's own entry.</summary>
[Pirl(
    Lambda = 0.25,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyLinearProjector),
    PatchHead = typeof(TinyRotationHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyBankLoss)
)]
[Rotation]
[MemoryBank(Negatives = 32, Distinct = true, ExcludePositive = true)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyRotationPirl;

/// <summary>A transformer, which interpolates its positions for patches of 14 pixels.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 16, Depth = 2, Heads = 2)]
public partial class TinyPatchTransformer;

/// <summary>A jigsaw whose patches a transformer sees.</summary>
[Pirl(
    Encoder = typeof(TinyPatchTransformer),
    Projector = typeof(TinyLinearProjector),
    PatchHead = typeof(TinyJigsawHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyNoiseLoss)
)]
[Jigsaw(Grid = 2, Jitter = 0)]
[MemoryBank(Negatives = 32)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyTransformerPirl;

/// <summary>What proves the loss of PIRL.</summary>
internal sealed class PirlProof : MethodProof<PirlAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "pirl";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss)
    {
        var (patches, image) = (
            InstanceDiscriminationProof.BlindScores(model, rows),
            InstanceDiscriminationProof.BlindScores(model, rows)
        );
        var noise = InstanceDiscriminationProof.Noise(model, patches);
        var lambda = ((PirlModel)model.Method).Lambda;
        return (lambda * loss([patches.Positives, patches.Negatives, .. noise]))
            + ((1 - lambda) * loss([image.Positives, image.Negatives, .. noise]));
    }

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) => InstanceDiscriminationProof.OfBank(model);
}
