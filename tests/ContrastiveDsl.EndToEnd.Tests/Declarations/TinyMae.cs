using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>A transformer that gives the mean of its patches.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(
    Patch = 7,
    Width = 16,
    Depth = 2,
    Heads = 4,
    Positions = Positions.SinCos,
    Pooling = TokenPooling.Mean
)]
public partial class TinyMaskedTransformer;

/// <summary>Pixels as they are.</summary>
[ReconstructionLoss(NormalizePatches = false)]
public partial class TinyPixelLoss;

/// <summary>The pixels of normalized patches.</summary>
[ReconstructionLoss]
public partial class TinyPatchPixelLoss;

/// <summary>The loss as a user would write it.</summary>
[Loss]
public static partial class OwnPixelLoss
{
    /// <summary>The loss.</summary>
    public static Tensor Compute(Tensor patches, Tensor reconstructions, Tensor mask) =>
        (reconstructions - patches).abs().mean([-1L]).mul(mask).sum() / mask.sum();
}

/// <summary>A masked autoencoder.</summary>
[Mae(
    DecoderWidth = 16,
    DecoderDepth = 1,
    DecoderHeads = 2,
    Encoder = typeof(TinyMaskedTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPixelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3, WeightDecay = 5e-2, Beta2 = 0.95)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyMae;

/// <summary>The class token, normalized patches, and another share of them.</summary>
[Mae(
    MaskRatio = 0.4,
    DecoderWidth = 8,
    DecoderDepth = 2,
    DecoderHeads = 2,
    Encoder = typeof(TinyTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPatchPixelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 5e-3)]
public partial class TinyPatchMae;

/// <summary>A custom loss.</summary>
[Mae(
    DecoderWidth = 16,
    DecoderDepth = 1,
    DecoderHeads = 2,
    Encoder = typeof(TinyMaskedTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(OwnPixelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3)]
public partial class OwnLossMae;

/// <summary>What proves the loss of masked autoencoders.</summary>
internal sealed class MaeProof : MethodProof<MaeAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "mae";

    /// <inheritdoc/>
    public override bool TakesAnyNorm => false;

    /// <summary>A batch of one image is a batch; of no patch nothing is encoded.</summary>
    public override ExperimentModel Faulty(ExperimentModel declared) =>
        declared with
        {
            Method = ((MaeModel)declared.Method) with { MaskRatio = 1 },
        };

    /// <summary>
    /// Painted patches are compared with their own pixels: a patch at right angles to all others is drawn to its target
    /// and pushed from none.
    /// </summary>
    public override int CountNegatives(ExperimentModel model)
    {
        var painted = Directions(Images, 0);
        var patches = Directions(Images, Images);
        Reconstruction
            .Loss(patches.unsqueeze(1), painted.unsqueeze(1), ones(Images, 1), normalizePatches: false)
            .backward();
        return Repelled(painted, painted.narrow(0, 1, Images - 1), patches);
    }
}
