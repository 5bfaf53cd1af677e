using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
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

/// <summary>What proves the loss of RAFT.</summary>
internal sealed class RaftProof : MethodProof<RaftAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "raft";

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model)
    {
        var views = Enumerable.Range(0, 4).Select(view => Directions(Images, view * Images)).ToArray();
        Losses.Raft.Loss(views[0], views[1], views[2], views[3], 1, 1, RaftObjective.RunAway).backward();

        // What an image's own target does to it is no negative.
        return Repelled(views[0], [.. views.Select(view => view.narrow(0, 1, Images - 1))]);
    }
}
