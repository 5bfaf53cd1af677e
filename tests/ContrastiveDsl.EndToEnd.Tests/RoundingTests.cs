using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Precisions;
using ContrastiveDsl.EndToEnd.Tests.Support;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// Whether a GPU may round factors to TensorFloat-32 is what the declaration says, and no longer than it trains.
/// </summary>
public sealed class RoundingTests : IDisposable
{
    private readonly (bool, bool) before = Switches;

    private static (bool Convolutions, bool Products) Switches
    {
        get => (torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32);
        set => (torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32) = value;
    }

    public void Dispose() => Switches = before;

    [ImagesTheory]
    [InlineData(nameof(RoundedSimClr), true)]
    [InlineData(nameof(TinySimClr), false)]
    public void Train_SwitchesRoundingAsDeclared_AndBack(string name, bool isRounded)
    {
        // As Torch has them, which is neither.
        Switches = (true, false);
        var seen = new List<(bool, bool)>();

        using var trained = TrainingTests.Train(name, images: 128, epochs: 1, stepped: (_, _) => seen.Add(Switches));

        seen.Should().Equal((isRounded, isRounded), (isRounded, isRounded));
        Switches.Should().Be((true, false));
    }
}
