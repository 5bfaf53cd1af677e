using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>The cases of one kernel, which run in one process.</summary>
/// <param name="Kernel">Its height and width in pixels.</param>
internal sealed record Group((int Height, int Width) Kernel)
{
    // A case in float64 of more work than this takes seconds.
    private const double MostWork = 2e9;
    private const int MostWideCases = 600;

    private static readonly (int Height, int Width)[] Kernels =
    [
        (1, 1),
        (2, 3),
        (3, 3),
        (4, 4),
        (5, 5),
        (7, 7),
        (16, 16),
    ];
    private static readonly int[] Channels =
    [
        1,
        2,
        3,
        4,
        7,
        8,
        9,
        10,
        12,
        15,
        16,
        17,
        18,
        20,
        24,
        32,
        33,
        48,
        64,
        96,
        128,
        256,
        512,
    ];

    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.BFloat16];

    internal static IEnumerable<Group> All => Kernels.Select(kernel => new Group(kernel));

    internal static Group? Named(string name) => All.FirstOrDefault(group => group.Name == name);

    internal string Name => $"{Kernel.Height}x{Kernel.Width}";

    /// <summary>1 and 2, or the kernel's side as where patches are embedded.</summary>
    private IEnumerable<int> Strides =>
        Kernel.Height switch
        {
            4 => [1, 2, 4],
            16 => [16],
            _ => [1, 2],
        };

    /// <summary>
    /// Shapes of small encoders and ones known to be wrong somewhere; or a spread over all channels, sizes and batches.
    /// </summary>
    /// <param name="wide">Whether the spread.</param>
    internal IEnumerable<Case> Cases(bool wide) => wide ? Wide() : Small();

    private IEnumerable<Case> Small()
    {
        (int Input, int Output)[] pairs =
            Kernel == (1, 1)
                ? [(1, 8), (3, 16), (8, 8), (4, 32), (32, 64), (64, 512), (256, 512), (1024, 256), (512, 1024)]
                : [(1, 8), (1, 32), (3, 8), (3, 64), (8, 8), (8, 16), (16, 8), (16, 9), (4, 4), (32, 64)];
        return from pair in pairs
            from stride in Strides
            from place in new[] { (Side: 7, Batch: 16, Last: true), (Side: 14, Batch: 8, Last: false) }
            from first in pair.Input < 4 ? [true, false] : new[] { false }
            from type in Types
            let side = Math.Max(place.Side, Kernel.Height)
            select Make(pair, stride, side, place.Batch, place.Last, first, type) into found
            where found.Fits && found.Work < MostWork / 10
            select found;
    }

    private IEnumerable<Case> Wide()
    {
        int[] channels = Kernel == (1, 1) ? [.. Channels, 1024, 2048] : Channels;
        var all = (
            from input in channels
            from output in channels
            from stride in Strides
            from side in new[] { 7, 8, 14, 28, 32 }
            from batch in new[] { 1, 2, 8, 16, 17, 64 }
            from last in new[] { true, false }
            from first in input < 4 ? [true, false] : new[] { false }
            from type in Types
            select Make((input, output), stride, side, batch, last, first, type) into found
            where found.Fits && found.Work < MostWork
            select found
        ).ToArray();

        // The same cases in every run, of all kinds.
        new Random(1).Shuffle(all);
        return all.Take(MostWideCases);
    }

    private Case Make(
        (int Input, int Output) channels,
        int stride,
        int side,
        int batch,
        bool last,
        bool first,
        ScalarType type
    )
    {
        var padding = stride < Kernel.Height || stride == 1 ? Kernel.Width / 2 : 0;
        return new(Kernel, stride, padding, channels.Input, channels.Output, side, batch, last, first, type);
    }
}
