[SimClr(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(ClothesLoss)
)]
[Training(Epochs = 5, BatchSize = 256)]
[Adam(LearningRate = 1e-3)]
public partial class ClothesSimClr;

internal partial class Page
{
    internal static string[] args = [];
}
