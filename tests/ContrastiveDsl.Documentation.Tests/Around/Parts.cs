// What pages name without declaring it: parts of the example, and the variables that lines of code take for granted.
global using ContrastiveDsl;
global using TorchSharp;
global using static TorchSharp.torch;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[BatchNorm]
[Relu]
[GlobalAveragePool]
public partial class ClothesEncoder;

[ProjectionHead(Hidden = 256, Output = 64)]
public partial class ClothesProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[Normalize(0.2860, 0.3530)]
public partial class ClothesViews;

[NtXentLoss(Temperature = 0.2)]
public partial class ClothesLoss;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[GroupNorm(8)]
[Relu]
[Conv(64, 3, Stride = 2)]
[GroupNorm(8)]
[Relu]
[GlobalAveragePool]
public partial class GroupEncoder;

[ProjectionHead(Hidden = 256, Output = 64, Norm = Norm.None)]
public partial class GroupProjector;

[Encoder(Channels = 3, ImageSize = 64)]
[Conv(32, 3)]
[BatchNorm]
[Relu]
[GlobalAveragePool]
public partial class PhotoEncoder;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.3)]
[Normalize(new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })]
public partial class PhotoViews;

internal partial class Page : Variables;

internal class Variables
{
    internal static Tensor images = null!;
    internal static Tensor z0 = null!;
    internal static Tensor z1 = null!;
}
