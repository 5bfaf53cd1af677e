// expect: error CDSL0032 at line 31
// A module hands down a Dispose of its own.

using ContrastiveDsl;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
[MaxPool(2)]
[Conv(64, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment : Module<Tensor, Tensor>
{
    public Experiment(int inputSize)
        : base("Experiment") { }

    public override Tensor forward(Tensor input) => input;
}
