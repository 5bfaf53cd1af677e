using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>Images of one size, held whole on one device as bytes [N, H, W, C].</summary>
internal sealed class HeldPixels : PixelStorage
{
    private readonly Tensor pixels;

    /// <summary>Keeps a tensor of its own, a view where it can be.</summary>
    /// <param name="pixels">Bytes [N, H, W, C], contiguous.</param>
    public HeldPixels(Tensor pixels)
    {
        this.pixels = pixels.alias().DetachFromDisposeScope();
        var shape = pixels.shape;
        Count = (int)shape[0];
        Size = ((int)shape[1], (int)shape[2]);
        Channels = (int)shape[3];
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int Channels { get; }

    /// <inheritdoc/>
    public override (int Height, int Width) Size { get; }

    /// <inheritdoc/>
    public override Device Device => pixels.device;

    /// <inheritdoc/>
    public override ImageBatch Load(Batch batch) => Pick(batch.Samples);

    /// <inheritdoc/>
    public override Tensor Pick(int[] samples)
    {
        using var scope = NewDisposeScope();
        var index = SampleIndex.Upload(samples, Device);
        return AsImages(pixels.index_select(0, index)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor Range(int start, int count)
    {
        using var scope = NewDisposeScope();
        return AsImages(pixels.narrow(0, start, count)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override PixelStorage Take(int count)
    {
        using var first = pixels.narrow(0, 0, count);
        return new HeldPixels(first);
    }

    /// <inheritdoc/>
    public override PixelStorage Select(int[] samples)
    {
        using var scope = NewDisposeScope();
        return new HeldPixels(pixels.index_select(0, SampleIndex.Upload(samples, Device)));
    }

    /// <inheritdoc/>
    public override void Dispose() => pixels.Dispose();
}
