// expect: error CDSL0019 at line 11

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Encoder(Channels = 1, ImageSize = 28, Features = 10)]
public partial class Network : nn.Module<Tensor, Tensor, Tensor>
{
    public Network()
        : base(nameof(Network)) { }

    public override Tensor forward(Tensor first, Tensor second) => first + second;
}
