using ContrastiveDsl.Data;
using ContrastiveDsl.Records;
using ContrastiveDsl.Training;
using Microsoft.Extensions.Logging;

[SimClr(
    Encoder = typeof(PhotoEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(PhotoViews),
    Loss = typeof(ClothesLoss)
)]
[Training(Epochs = 5, BatchSize = 256)]
[Adam(LearningRate = 1e-3)]
public partial class Photos;

internal partial class Page
{
    internal static ILogger logger = null!;
    internal static RunSettings settings = null!;
    internal static Photos experiment = null!;
    internal static new ImageSet images = null!;

    internal static void Show(TrainingStatus status) => Console.WriteLine(status);
}
