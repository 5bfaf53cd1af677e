using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>MoCo v1's head.</summary>
[ProjectionHead(Layers = 1, Output = 8)]
public partial class TinyLinearProjector;

/// <summary>MoCo v2's head.</summary>
[ProjectionHead(Hidden = 16, Output = 8, Norm = Norm.None)]
public partial class TinyPlainProjector;

/// <summary>The encoder with statistics over parts of the batch.</summary>
[Encoder(Channels = 1, ImageSize = 14)]
[SplitBatchNorm(4)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
public partial class TinySplitEncoder;

/// <summary>MoCo's loss.</summary>
[InfoNceLoss(Temperature = 0.2)]
public partial class TinyQueueLoss;

/// <summary>MoCo's loss as a user would write it, which tells what it was given.</summary>
[Loss]
public static partial class SeenQueueLoss
{
    /// <summary>The loss.</summary>
    public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue)
    {
        Seen.Record(queries, keys, queue);
        return Losses.InfoNce.Loss(queries, keys, queue, 0.2);
    }
}

/// <summary>A queue that is no multiple of the batch, with a constant momentum.</summary>
[MoCo(
    Version = 1,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyLinearProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 160)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 5e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyMoCoV1;

/// <summary>Both directions, shuffled keys, a rising momentum and a custom loss.</summary>
[MoCo(
    Version = 2,
    Symmetric = true,
    Encoder = typeof(TinySplitEncoder),
    Projector = typeof(TinyPlainProjector),
    Views = typeof(TinyViews),
    Loss = typeof(SeenQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9, Schedule = MomentumSchedule.Cosine)]
[NegativeQueue(Size = 160)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyMoCoV2;

/// <summary>What proves the loss of MoCo.</summary>
internal sealed class MoCoProof : MethodProof<MoCoAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "moco_info_nce";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss)
    {
        var batch = model.Training.BatchSize;
        var (z0, z1, queue) = (rows(batch), rows(batch), rows(model.Queue!.Size));
        return ((MoCoModel)model.Method).Symmetric
            ? loss([z0, z1, queue]) + loss([z1, z0, queue])
            : loss([z0, z1, queue]);
    }

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model)
    {
        var size = model.Queue!.Size;
        var (queries, keys, queue) = (
            Directions(Images, 0, size),
            Directions(Images, Images, size),
            Directions(size, 2 * Images, size)
        );
        InfoNce.Loss(queries, keys, queue.detach(), Temperature).backward();
        return Repelled(queries, queries, keys, queue);
    }
}
