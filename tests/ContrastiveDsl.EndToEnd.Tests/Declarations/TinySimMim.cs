using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>A transformer with registers and learned positions, whose features are the class token.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 16, Depth = 1, Heads = 2, Registers = 2)]
public partial class TinyRegisterTransformer;

/// <summary>The absolute distance of pixels.</summary>
[L1ReconstructionLoss]
public partial class TinyL1Loss;

/// <summary>SimMIM whose patches are masked one by one.</summary>
[SimMim(Encoder = typeof(TinyMaskedTransformer), Views = typeof(TinyViews), Loss = typeof(TinyL1Loss))]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3, WeightDecay = 5e-2)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinySimMim;

/// <summary>SimMIM whose patches are masked by fours, another share of them.</summary>
/// <remarks>
/// It descends as the gradient says: attention leaves the bias of its keys alone, and what rounding makes of that
/// gradient Adam would divide by its own size, so that the bias would walk elsewhere in each number of processes.
/// </remarks>
[SimMim(
    MaskRatio = 0.4,
    MaskSize = 14,
    Encoder = typeof(TinyRegisterTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyL1Loss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
public partial class TinyBlockSimMim;

/// <summary>What proves the loss of SimMIM.</summary>
internal sealed class SimMimProof : MethodProof<SimMimAttribute>
{
    /// <inheritdoc/>
    public override string? ClosedForms => "L1ReconstructionTests";

    /// <inheritdoc/>
    public override bool TakesAnyNorm => false;

    /// <summary>A batch of one image is a batch; of no block nothing is seen.</summary>
    public override ExperimentModel Faulty(ExperimentModel declared) =>
        declared with
        {
            Method = ((SimMimModel)declared.Method) with { MaskRatio = 1 },
        };

    /// <summary>Predicted patches are compared with their own pixels, and with nothing else.</summary>
    public override int CountNegatives(ExperimentModel model)
    {
        var predicted = Directions(Images, 0);
        var patches = Directions(Images, Images);
        L1Reconstruction.Loss(patches.unsqueeze(1), predicted.unsqueeze(1), ones(Images, 1)).backward();
        return Repelled(predicted, predicted.narrow(0, 1, Images - 1), patches);
    }
}
