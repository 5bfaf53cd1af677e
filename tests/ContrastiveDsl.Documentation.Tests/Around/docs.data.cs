using ContrastiveDsl.Data;

[Encoder(Channels = 3, ImageSize = 64)]
[Conv(32, 3)]
[BatchNorm]
[Relu]
[GlobalAveragePool]
public partial class SlideEncoder;

/// <summary>Images of a program's own.</summary>
internal sealed class Slides(string file) : IImageSource
{
    public int Count => file.Length;

    public int Channels => 3;

    public PixelType PixelType => PixelType.Byte;

    public (int Height, int Width) SizeOf(int index) => (64, 64);

    public void Dispose() { }
}
