using ContrastiveDsl.Augmentation;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Careless;

/// <summary>A transform that opens no dispose scope, and takes a tensor out of the one it is called in.</summary>
[Transform(Draws = 1)]
public static partial class CarelessFade
{
    /// <summary>Darkens each image.</summary>
    public static Tensor Apply(Tensor images, TransformDraws draws)
    {
        var brightness = draws.Uniform(0, 0.5, 1).view(-1, 1, 1, 1);
        (images * brightness + 1).DetachFromDisposeScope();
        return images * (brightness + 1) - images;
    }
}

/// <summary>Views by it.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[Transform(typeof(CarelessFade))]
[Normalize(0.2860, 0.3530)]
public partial class CarelessViews;

/// <summary>A loss that leaves all its tensors to others.</summary>
[Loss]
public static partial class CarelessLoss
{
    /// <summary>InfoNCE within the batch.</summary>
    public static Tensor Compute(Tensor z0, Tensor z1)
    {
        var units = z0 / z0.pow(2).sum(dim: 1L, keepdim: true).sqrt();
        var keys = z1 / z1.pow(2).sum(dim: 1L, keepdim: true).sqrt();
        var logits = units.mm(keys.t()) / 0.2;
        logits.detach().clone().DetachFromDisposeScope();
        logits.logsumexp(1).DetachFromDisposeScope();
        return nn.functional.cross_entropy(logits, arange(z0.size(0), dtype: ScalarType.Int64));
    }
}

/// <summary>SimCLR of these parts.</summary>
[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(CarelessViews),
    Loss = typeof(CarelessLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 1e-3)]
public partial class CarelessSimClr;

/// <summary>An encoder that registers its layers before it has them.</summary>
[Encoder(Channels = 1, ImageSize = 14, Features = 16)]
public partial class ForgetfulEncoder : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear;

    /// <summary>Makes the encoder.</summary>
    public ForgetfulEncoder()
        : base(nameof(ForgetfulEncoder))
    {
        RegisterComponents();
        linear = nn.Linear(14 * 14, 16);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => linear.call(input.flatten(1));
}

/// <summary>SimCLR of it, whose score would never move.</summary>
[SimClr(
    Encoder = typeof(ForgetfulEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 1e-3)]
public partial class ForgetfulSimClr;
