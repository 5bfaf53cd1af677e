using ContrastiveDsl.Augmentation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>
/// An encoder with all that a trial could leave a trace in: statistics, dropout, a count of its calls.
/// </summary>
[Encoder(Channels = 1, ImageSize = 8, Features = 16)]
internal sealed partial class OwnEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear = nn.Linear(64, 16, hasBias: false);
    private readonly BatchNorm1d norm = nn.BatchNorm1d(16);
    private readonly Dropout dropout = nn.Dropout(0.1);

    public OwnEncoder()
        : base(nameof(OwnEncoder)) => RegisterComponents();

    public int Calls { get; private set; }

    public override Tensor forward(Tensor input)
    {
        Calls++;
        using var scope = NewDisposeScope();
        return dropout.call(norm.call(linear.call(input.flatten(1)))).MoveToOuterDisposeScope();
    }
}

/// <summary>A head that gives what its class does not show: another size.</summary>
[ProjectionHead(Output = 8)]
internal sealed partial class NarrowProjector : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear;

    public NarrowProjector(int inputSize, Device? device = null)
        : base(nameof(NarrowProjector))
    {
        linear = nn.Linear(inputSize, 4, device: device);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => linear.call(input);
}

/// <summary>A transform without chance, which leaves the random numbers out.</summary>
[Transform(Draws = 0)]
internal static partial class Dim
{
    public static Tensor Apply(Tensor images) => images.mul(0.5);
}

/// <summary>A transform without chance, which takes them.</summary>
[Transform(Draws = 0)]
internal static partial class Lift
{
    public static Tensor Apply(Tensor images, TransformDraws draws) => images.add(draws.Count + 0.25);
}

/// <summary>A transform that works in place.</summary>
[Transform(Draws = 1)]
internal static partial class Smudge
{
    public static Tensor Apply(Tensor images, TransformDraws draws) => images.mul_(draws.Uniform(0).view(-1, 1, 1, 1));
}

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.6)]
[Transform(typeof(Dim))]
[Transform(typeof(Lift))]
[Normalize(0.4, 0.25)]
internal partial class OwnViews;

/// <summary>A family of nothing but a transform without chance.</summary>
[AugmentationFamily]
[Transform(typeof(Lift))]
internal partial class LiftedViews;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.6)]
[Transform(typeof(Smudge))]
[Normalize(0.4, 0.25)]
internal partial class FaultyViews;

/// <summary>InfoNCE from the first view's side.</summary>
[Loss]
internal static partial class OwnLoss
{
    public static Tensor Compute(Tensor z0, Tensor z1) =>
        nn.functional.cross_entropy(z0.mm(z1.t()), arange(z0.size(0), ScalarType.Int64));
}

/// <summary>A loss for each image.</summary>
[Loss]
internal static partial class FaultyLoss
{
    public static Tensor Compute(Tensor z0, Tensor z1) => z0.sub(z1).square().mean([1]);
}

[SimClr(
    Encoder = typeof(OwnEncoder),
    Projector = typeof(StripesProjector),
    Views = typeof(OwnViews),
    Loss = typeof(OwnLoss)
)]
[Training(Epochs = 1, BatchSize = 32, Seed = 3)]
[Adam(LearningRate = 1e-3)]
internal partial class OwnSimClr;

[SimClr(
    Encoder = typeof(OwnEncoder),
    Projector = typeof(NarrowProjector),
    Views = typeof(FaultyViews),
    Loss = typeof(FaultyLoss)
)]
[Training(Epochs = 1, BatchSize = 32, Seed = 3)]
[Adam(LearningRate = 1e-3)]
internal partial class FaultySimClr;

[BatchInfoNceLoss]
internal partial class StripesKeyLoss;

/// <summary>Without parts of their own for the keys, both networks are of the same classes.</summary>
[EndToEnd(
    Encoder = typeof(OwnEncoder),
    Projector = typeof(NarrowProjector),
    Views = typeof(StripesViews),
    Loss = typeof(StripesKeyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 3)]
[Adam(LearningRate = 1e-3)]
internal partial class FaultyEndToEnd;

[PatchHead(Patches = 4, Output = 8)]
internal partial class StripesPatchHead;

[AugmentationFamily]
[RandomHorizontalFlip]
[Normalize(0.4, 0.25)]
internal partial class StripesPatchViews;

[NceLoss]
internal partial class StripesBankLoss;

/// <summary>An encoder of whole images, which is given patches too.</summary>
[Pirl(
    Encoder = typeof(OwnEncoder),
    Projector = typeof(StripesProjector),
    PatchHead = typeof(StripesPatchHead),
    Views = typeof(StripesViews),
    PatchViews = typeof(StripesPatchViews),
    Loss = typeof(StripesBankLoss)
)]
[Jigsaw(Grid = 2)]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 32, Seed = 3)]
[Adam(LearningRate = 1e-3)]
internal partial class FaultyPirl;
