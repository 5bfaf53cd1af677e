using ContrastiveDsl.EndToEnd.Tests.Support;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>BYOL′'s loss.</summary>
[RaftLoss(Objective = RaftObjective.ByolPrime)]
public partial class TinyFollowingLoss;

/// <summary>RAFT's loss as a user would write it, which tells what it was given.</summary>
[Loss]
public static partial class SeenRunAwayLoss
{
    /// <summary>The loss.</summary>
    public static Tensor Compute(Tensor predictions0, Tensor predictions1, Tensor targets0, Tensor targets1)
    {
        Seen.Record(predictions0, predictions1, targets0, targets1);
        return Losses.Raft.Loss(predictions0, predictions1, targets0, targets1, 1, 1, RaftObjective.RunAway);
    }
}

/// <summary>RAFT, from a target of its own random weights, and with a custom loss.</summary>
[Raft(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(SeenRunAwayLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
public partial class TinyRaft;

/// <summary>BYOL′, from a copy.</summary>
[Raft(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyFollowingLoss)
)]
[MomentumEncoder(Momentum = 0.9, Schedule = MomentumSchedule.Constant, Start = TargetStart.Copy)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyByolPrime;
