using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>
/// An encoder small enough for hundreds of steps in a test; dropout makes the generator's state part of a run.
/// </summary>
[Encoder(Channels = 1, ImageSize = 14)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
[Dropout(0.1)]
public partial class TinyEncoder;

/// <summary>Its head.</summary>
[ProjectionHead(Hidden = 16, Output = 8)]
public partial class TinyProjector;

/// <summary>Steps that work on one channel; <see cref="TinyPatchViews"/> has the others.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.8, Contrast = 0.8, Probability = 0.8)]
[GaussianBlur(Kernel = 3)]
[Solarize]
[Normalize(0.2860, 0.3530)]
public partial class TinyViews;

/// <summary>Its loss.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class TinyLoss;

/// <summary>The smallest whole experiment.</summary>
[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinySimClr;

/// <summary>The same with the views forwarded one after the other, another optimizer and a constant rate.</summary>
[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss),
    SeparateViews = true
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Lars(LearningRate = 0.3)]
public partial class TinySeparateSimClr;

/// <summary>What proves the loss of SimCLR.</summary>
internal sealed class SimClrProof : MethodProof<SimClrAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "nt_xent";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss) =>
        BlindPairs(model, rows, loss);

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        OfPairs(model, (z0, z1) => NtXent.Loss(z0, z1, Temperature));
}
