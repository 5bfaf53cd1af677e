using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>The loss of VICReg.</summary>
[VicregLoss]
public partial class TinyRegularizedLoss;

/// <summary>VICReg.</summary>
[Vicreg(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyVicreg;

/// <summary>What proves the loss of VICReg.</summary>
internal sealed class VicregProof : MethodProof<VicregAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "vicreg";

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        BarlowTwinsProof.OfComponents(model, (z0, z1) => Losses.Vicreg.Loss(z0, z1, 25, 25, 1));
}
