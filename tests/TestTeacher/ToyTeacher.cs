using System.Runtime.CompilerServices;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.TestTeacher;

/// <summary>
/// A teacher without a file: <c>8.toy</c> gives eight numbers of any image, a fixed projection of it at 7 × 7 pixels.
/// In float64, so that they do not depend on the other images of a batch.
/// </summary>
internal sealed class ToyTeacher : ITeacherNetwork
{
    private const int Side = 7;
    private readonly Tensor weights;

    private ToyTeacher(int dimension, Device device)
    {
        Dimension = dimension;
        using var scope = NewDisposeScope();
        weights = linspace(0, 40, Side * Side * dimension, ScalarType.Float64)
            .mul(7.3)
            .sin()
            .reshape(Side * Side, dimension)
            .to(device)
            .DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public int Channels => 0;

    /// <inheritdoc/>
    public int ImageSize => 0;

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public TeacherNormalization Normalization => TeacherNormalization.Unit;

    /// <summary>How many images it has been shown, by all teachers.</summary>
    public static long Asked { get; private set; }

    /// <inheritdoc/>
    public Tensor Embed(Tensor images)
    {
        Asked += images.size(0);
        using var scope = NewDisposeScope();
        return nn
            .functional.adaptive_avg_pool2d(images.to(ScalarType.Float64), Side)
            .mean([1L])
            .reshape(-1, Side * Side)
            .mm(weights)
            .MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => weights.Dispose();

#pragma warning disable CA2255 // The tests are no library that somebody else uses.
    [ModuleInitializer]
    internal static void Register() => TeacherFormats.Add(new Format());
#pragma warning restore CA2255

    private sealed class Format : ITeacherFormat
    {
        public string Ending => ".toy";

        public ITeacherNetwork Open(string path, Device device) =>
            new ToyTeacher(
                int.Parse(path[..^Ending.Length], System.Globalization.CultureInfo.InvariantCulture),
                device
            );
    }
}
