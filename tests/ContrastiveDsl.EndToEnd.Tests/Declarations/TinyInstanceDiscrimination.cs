using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
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
    public override int CountNegatives(ExperimentModel model) => OfBank(model);

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
