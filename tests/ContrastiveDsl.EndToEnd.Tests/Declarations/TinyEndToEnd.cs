using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Another encoder for the keys, with other features.</summary>
[Encoder(Channels = 1, ImageSize = 14)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(12, Stride = 2)]
[GlobalAveragePool]
public partial class TinyKeyEncoder;

/// <summary>InfoNCE in one direction.</summary>
[BatchInfoNceLoss(Temperature = 0.2)]
public partial class TinyBatchLoss;

/// <summary>Two encoders of different sizes, both trained.</summary>
[EndToEnd(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    KeyEncoder = typeof(TinyKeyEncoder),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyEndToEnd;

/// <summary>What proves the loss of end-to-end contrast.</summary>
internal sealed class EndToEndProof : MethodProof<EndToEndAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "info_nce_cpc";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss) =>
        BlindPairs(model, rows, loss);

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        OfPairs(model, (queries, keys) =>
            BatchInfoNce.Loss(queries, keys, Temperature, symmetric: false, normalize: true)
        );
}
