// expect: none
// What implements an interface explicitly leaves its name to others.

using ContrastiveDsl;

namespace Lab;

public interface ITakesImages
{
    int Channels { get; }

    int Load(string name, int count);
}

public interface IRuns
{
    void Train(string data, string run);

    event System.Action? Defaults;
}

[Encoder(Channels = 3, ImageSize = 32)]
[Conv(32, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class Features : ITakesImages
{
    int ITakesImages.Channels => Channels;

    int ITakesImages.Load(string name, int count) => count;
}

[ProjectionHead(Output = 64)]
public partial class Projector;

[AugmentationFamily]
[RandomResizedCrop]
public partial class Crops;

[NtXentLoss]
public partial class Contrast;

[SimClr(Encoder = typeof(Features), Projector = typeof(Projector), Views = typeof(Crops), Loss = typeof(Contrast))]
[Adam(LearningRate = 0.001)]
public partial class Run : IRuns
{
    void IRuns.Train(string data, string run) { }

    event System.Action? IRuns.Defaults
    {
        add { }
        remove { }
    }
}
