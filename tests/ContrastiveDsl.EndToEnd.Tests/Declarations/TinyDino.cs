using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>The loss of DINO.</summary>
[DinoLoss(Temperature = 0.1)]
public partial class TinyTeacherLoss;

/// <summary>
/// GELU as in DINO's projector, behind the normalization that its authors have as an option. A bias before it would
/// have gradients of rounding errors alone, which no two numbers of processes share.
/// </summary>
[ProjectionHead(Layers = 3, Hidden = 16, Output = 8, Activation = Activation.Gelu)]
public partial class TinyDinoProjector;

/// <summary>DINO whose prototypes stay for an epoch.</summary>
[Dino(
    Prototypes = 12,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyDinoProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyDino;

/// <summary>
/// A teacher whose temperature warms up, a weight decay that rises, and prototypes that move at once.
/// </summary>
[Dino(
    Prototypes = 12,
    TeacherTemperature = 0.05,
    WarmupTeacherTemperature = 0.03,
    TeacherTemperatureWarmupEpochs = 2,
    CenterMomentum = 0.9,
    FrozenEpochs = 0,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    SecondViews = typeof(TinySecondViews),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.97, Schedule = MomentumSchedule.Constant)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3, WeightDecay = 0.04)]
[CosineSchedule(FinalWeightDecay = 0.4)]
public partial class TinyWarmDino;

/// <summary>What proves the loss of DINO.</summary>
internal sealed class DinoProof : MethodProof<DinoAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "dino";

    /// <summary>Of a single image small views are several.</summary>
    public override ExperimentModel Faulty(ExperimentModel declared) =>
        declared with
        {
            Method = ((DinoModel)declared.Method) with { TeacherTemperature = 0 },
        };

    /// <summary>Embeddings are drawn to prototypes and pushed from prototypes, never from each other.</summary>
    public override int CountNegatives(ExperimentModel model) => OfPairs(model, (z0, z1) =>
        {
            var prototypes = eye(5 * Images).narrow(0, 2 * Images, Images);
            var (s0, s1) = (PrototypeVectors.Scores(z0, prototypes), PrototypeVectors.Scores(z1, prototypes));
            var targets = Losses.Dino.Targets(s1.add(eye(Images)), zeros(Images), 0.04);
            return Losses.Dino.Loss(s0, targets, Temperature);
        });
}
