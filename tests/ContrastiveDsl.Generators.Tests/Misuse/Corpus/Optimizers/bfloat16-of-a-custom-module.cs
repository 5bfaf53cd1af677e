// expect: error CDSL4031 at line 41
// Copied from an experiment with a backbone of the catalogue.

using ContrastiveDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Encoder(Channels = 1, ImageSize = 28, Features = 128)]
public sealed partial class Network : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear = nn.Linear(784, 128);

    public Network()
        : base(nameof(Network)) => RegisterComponents();

    public override Tensor forward(Tensor input) => linear.call(input.flatten(1)).relu();
}

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class Projector;

[PredictionHead(Hidden = 128, Output = 64)]
public partial class Predictor;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[Normalize(0.1307, 0.3081)]
public partial class Views;

[ByolLoss]
public partial class Target;

[Byol(
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Predictor = typeof(Predictor),
    Views = typeof(Views),
    Loss = typeof(Target))]
[Training(BatchSize = 256, Precision = Precision.BFloat16)]
[Adam(LearningRate = 0.001)]
public partial class Experiment;
