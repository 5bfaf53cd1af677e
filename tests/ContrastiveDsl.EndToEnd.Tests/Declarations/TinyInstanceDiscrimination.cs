using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Noise-contrastive estimation, Z from the first batch.</summary>
[NceLoss(Temperature = 0.2)]
public partial class TinyNoiseLoss;

/// <summary>The softmax over a bank.</summary>
[MemorySoftmaxLoss(Temperature = 0.2)]
public partial class TinyBankLoss;

/// <summary>
/// Negatives drawn with repetition, from a bank that begins as embeddings: Z, which the first batch gives, would be
/// that of random vectors else.
/// </summary>
[InstanceDiscrimination(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyLinearProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNoiseLoss)
)]
[MemoryBank(Momentum = 0.5, Negatives = 32, Fill = true)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyInstanceDiscrimination;

/// <summary>The whole bank as negatives.</summary>
[InstanceDiscrimination(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyLinearProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBankLoss)
)]
[MemoryBank(Negatives = 0)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyFullSoftmax;

/// <summary>What proves the loss of instance discrimination.</summary>
internal sealed class InstanceDiscriminationProof : MethodProof<InstanceDiscriminationAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "instance_discrimination";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss)
    {
        var scores = BlindScores(model, rows);
        return loss([scores.Positives, scores.Negatives, .. Noise(model, scores)]);
    }

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) => OfBank(model);

    /// <summary>A batch compared with entries that have nothing to do with it.</summary>
    internal static MemoryScores BlindScores(ExperimentModel model, Func<long, Tensor> rows)
    {
        var negatives = model.Bank!.Negatives > 0 ? model.Bank.Negatives : model.Images!.Count - 1;
        var (embeddings, own, others) = (
            rows(model.Training.BatchSize),
            rows(model.Training.BatchSize),
            rows(negatives)
        );
        return new MemoryScores(embeddings.mul(own).sum(dim: 1L), embeddings.mm(others.t()));
    }

    /// <summary>The level of the noise that the first scores give, where the loss takes it.</summary>
    internal static Tensor[] Noise(ExperimentModel model, MemoryScores scores)
    {
        if (model.Loss is not NceLossModel nce)
        {
            return [];
        }

        using var partition = new Partition(nce.Partition, CPU);
        return [partition.Noise(scores, model.Images!.Count, nce.Temperature)];
    }

    /// <summary>The negatives of a loss that compares with a memory bank.</summary>
    internal static int OfBank(ExperimentModel model)
    {
        var (positives, negatives) = (
            zeros(Images, requires_grad: true),
            zeros([Images, model.Bank!.Negatives], requires_grad: true)
        );
        MemorySoftmax.Loss(positives, negatives, Temperature).backward();
        return (int)((negatives.grad![0] > 0).sum().item<long>() + (positives.grad! > 0).sum().item<long>());
    }
}
