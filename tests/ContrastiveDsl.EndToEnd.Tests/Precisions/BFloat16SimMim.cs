using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Products in bfloat16.</summary>
[SimMim(
    MaskSize = 14,
    MaskRatio = 0.5,
    Encoder = typeof(TinyMaskedTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyL1Loss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[AdamW(LearningRate = 3e-3)]
public partial class BFloat16SimMim;
