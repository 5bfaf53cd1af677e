using ContrastiveDsl.EndToEnd.Tests.Declarations;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Sick;

/// <summary>An encoder that says the same of every image.</summary>
[Encoder(Channels = 1, ImageSize = 14, Features = 16)]
public partial class ConstantEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Parameter word;

    /// <summary>Makes the encoder.</summary>
    public ConstantEncoder()
        : base(nameof(ConstantEncoder))
    {
        word = nn.Parameter(randn(1, 16));
        register_parameter("word", word);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => word.expand(input.size(0), 16).clone();

    /// <inheritdoc/>
    protected override void RegisterComponents() { }
}

/// <summary>A predictor that changes nothing.</summary>
[PredictionHead(Output = 8)]
public partial class SamePredictor : nn.Module<Tensor, Tensor>
{
    /// <summary>Makes the predictor.</summary>
    /// <param name="inputSize">Size of projections.</param>
    public SamePredictor(int inputSize)
        : base(nameof(SamePredictor)) => InputSize = inputSize;

    /// <summary>Size of projections.</summary>
    public int InputSize { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.alias();

    /// <inheritdoc/>
    protected override void RegisterComponents() { }
}

/// <summary>A projector whose output has no normalization that would keep embeddings apart.</summary>
[ProjectionHead(Hidden = 16, Output = 8, Norm = Norm.None)]
public partial class BareProjector;

/// <summary>SimCLR whose rate is far too low.</summary>
[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
#pragma warning disable CDSL4007 // That is what is sick.
[Adam(LearningRate = 1e-9)]
#pragma warning restore CDSL4007
public partial class SlowSimClr;

/// <summary>SimCLR whose encoder is constant.</summary>
[SimClr(
    Encoder = typeof(ConstantEncoder),
    Projector = typeof(BareProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 1e-2)]
public partial class ConstantSimClr;

/// <summary>SimSiam without a predictor worth the name.</summary>
[SimSiam(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(BareProjector),
    Predictor = typeof(SamePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 1e-2)]
public partial class IdentitySimSiam;

/// <summary>BYOL without a predictor worth the name, whose target is the network itself.</summary>
[Byol(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(BareProjector),
    Predictor = typeof(SamePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
#pragma warning disable CDSL5007 // That is what is sick.
[MomentumEncoder(Momentum = 0)]
#pragma warning restore CDSL5007
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 1e-2)]
public partial class IdentityByol;
