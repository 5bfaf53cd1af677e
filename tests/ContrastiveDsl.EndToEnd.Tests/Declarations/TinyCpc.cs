namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Raw inner products, as in the paper.</summary>
[BatchInfoNceLoss(Temperature = 1, Normalize = false)]
public partial class TinyPatchLoss;

/// <summary>Nine patches, masked convolutions.</summary>
[Cpc(Patch = 6, Stride = 4, Steps = 2, Encoder = typeof(TinyEncoder), Projector = typeof(TinyLinearProjector), Views = typeof(TinyPatchViews), Loss = typeof(TinyPatchLoss))]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyCpc;

/// <summary>A recurrent unit down the columns.</summary>
[Cpc(
    Patch = 6, Stride = 4, Steps = 1, Context = ContextKind.Gru,
    Encoder = typeof(TinyEncoder), Projector = typeof(TinyLinearProjector), Views = typeof(TinyPatchViews), Loss = typeof(TinyPatchLoss))]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyGruCpc;
