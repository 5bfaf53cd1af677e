using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Backbones;

/// <summary>A ConvNeXt as narrow as the tests are quick, of the smallest images that it takes.</summary>
[Encoder(Backbone.ConvNeXtTiny, Stem = Stem.Small, Channels = 1, ImageSize = 8, Width = 8)]
public partial class TinyConvNeXt;

/// <summary>SimCLR with a ConvNeXt.</summary>
[SimClr(
    Encoder = typeof(TinyConvNeXt),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3, WeightDecay = 1e-2)]
public partial class TinyConvNeXtSimClr;
