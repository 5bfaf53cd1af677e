// expect: warning CDSL0035 at line 25

using ContrastiveDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace Shop;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
[MaxPool(2)]
[Conv(64, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class ShoeEncoder;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)] [RandomHorizontalFlip]
public partial class ShoeViews;

[NtXentLoss(Temperature = 0.2)]
public partial class ShoeLoss;

// As one writes it with PyTorch in mind, where setting the field is enough.
[ProjectionHead(Output = 64)]
public partial class ShoeProjector : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> linear;

    public ShoeProjector(int inputSize)
        : base(nameof(ShoeProjector)) => linear = nn.Linear(inputSize, 64);

    public override Tensor forward(Tensor input) => linear.call(input);
}

[SimClr(Encoder = typeof(ShoeEncoder), Projector = typeof(ShoeProjector), Views = typeof(ShoeViews), Loss = typeof(ShoeLoss))]
[Training(Epochs = 5, BatchSize = 256)]
[Adam(LearningRate = 1e-3)]
public partial class ShoeSimClr;
