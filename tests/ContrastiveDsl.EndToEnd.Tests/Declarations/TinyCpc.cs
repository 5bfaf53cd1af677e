using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Raw inner products, as in the paper.</summary>
[BatchInfoNceLoss(Temperature = 1, Normalize = false)]
public partial class TinyPatchLoss;

/// <summary>An encoder for the images as they are, which the grid of patches is cut from; without dropout.</summary>
[Encoder(Channels = 1, ImageSize = 28)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
public partial class TinyPatchEncoder;

/// <summary>Nine patches, masked convolutions.</summary>
[Cpc(
    Patch = 12,
    Stride = 8,
    Steps = 2,
    Encoder = typeof(TinyPatchEncoder),
    Projector = typeof(TinyLinearProjector),
    Views = typeof(TinyPatchViews),
    Loss = typeof(TinyPatchLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyCpc;

/// <summary>A recurrent unit down the columns.</summary>
[Cpc(
    Patch = 12,
    Stride = 8,
    Steps = 1,
    Context = ContextKind.Gru,
    Encoder = typeof(TinyPatchEncoder),
    Projector = typeof(TinyLinearProjector),
    Views = typeof(TinyPatchViews),
    Loss = typeof(TinyPatchLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyGruCpc;

/// <summary>A grid of patches that a transformer sees.</summary>
[Cpc(
    Patch = 14,
    Stride = 7,
    Steps = 2,
    Encoder = typeof(TinyPatchTransformer),
    Projector = typeof(TinyLinearProjector),
    Views = typeof(TinyPatchViews),
    Loss = typeof(TinyPatchLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyTransformerCpc;

/// <summary>What proves the loss of CPC.</summary>
internal sealed class CpcProof : MethodProof<CpcAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "info_nce_cpc";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss)
    {
        var cpc = (CpcModel)model.Method;
        var side = cpc.Patches.Positions(model.Encoder.ImageSize);
        var losses = Enumerable
            .Range(1, cpc.Steps)
            .Select(step => model.Training.BatchSize * (side - step) * side)
            .Select(places => loss([rows(places), rows(places)]));
        return stack(losses.ToArray()).mean();
    }

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model)
    {
        // One row ahead, as the step cuts it out of all predictions and patches.
        var rows = model.Grid!.Positions(model.Encoder.ImageSize);
        var all = Images * rows * rows;
        var predictions = Directions(all, 0, 2 * all);
        var patches = Directions(all, all, 2 * all);
        var predicted = predictions
            .view(Images, rows, rows, -1)
            .narrow(1, 0, rows - 1)
            .reshape(Images * (rows - 1) * rows, -1);
        var below = patches.view(Images, rows, rows, -1).narrow(1, 1, rows - 1).reshape(Images * (rows - 1) * rows, -1);
        BatchInfoNce.Loss(predicted, below, 1, symmetric: false, normalize: false).backward();
        return Repelled(predictions, predictions, patches);
    }
}
