using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// LARS (You et al., 2017, arXiv:1708.03888): every parameter's step is scaled by a trust ratio of its norm over its
/// gradient's. With <c>u = r·(g + λw)</c>:
/// <c>v ← μv + u</c>, <c>w ← w − lr·v</c>; with Nesterov's look-ahead <c>w ← w − lr·(u + μv)</c>.
/// </summary>
/// <remarks>
/// The codebases of the field disagree on the ratio r; <see cref="LarsDialect"/> names both forms. Where a norm is
/// zero, nothing is scaled. Biases and normalization parameters get neither ratio nor decay unless asked for. Ratios
/// are formed on the device and never read.
/// </remarks>
public sealed class Lars : Optimizer
{
    private readonly Tensor[] velocity;
    private readonly long[][] parts;

    /// <summary>Starts with a velocity of zero.</summary>
    /// <param name="parameters">What to optimize.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="trustCoefficient">η, greater than 0.</param>
    /// <param name="dialect">How the ratio is formed.</param>
    /// <param name="epsilon">ε of <see cref="LarsDialect.SumOfNorms"/>, 0 or more; the other form has none.</param>
    /// <param name="nesterov">Whether to look ahead; needs a momentum.</param>
    /// <param name="clipLearningRate">
    /// Replaces r by min(r/lr, 1), so that no step is longer than the learning rate alone would make it (LARC;
    /// solo-learn's clip_lr).
    /// </param>
    /// <param name="adaptWithoutDecay">Whether to scale in steps whose decay is 0; lightly does not.</param>
    /// <param name="decayBiasAndNorm">Whether biases and normalization parameters get ratio and decay too.</param>
    /// <param name="biasRate">
    /// The rate of biases and normalization parameters as a share of that of the weights, greater than 0; Barlow Twins'
    /// authors have 0.0048 to 0.2 (Zbontar et al., 2021, arXiv:2103.03230).
    /// </param>
    public Lars(
        ParameterSet parameters,
        double momentum = 0.9,
        double weightDecay = 0,
        double trustCoefficient = 1e-3,
        LarsDialect dialect = LarsDialect.NormOfSum,
        double epsilon = 1e-8,
        bool nesterov = false,
        bool clipLearningRate = false,
        bool adaptWithoutDecay = true,
        bool decayBiasAndNorm = false,
        double biasRate = 1
    )
        : base(parameters, weightDecay, decayBiasAndNorm)
    {
        Require(momentum is >= 0 and < 1, nameof(momentum), momentum, "in [0, 1)");
        Require(!nesterov || momentum > 0, nameof(momentum), momentum, "greater than 0 for Nesterov's look-ahead");
        Require(trustCoefficient > 0, nameof(trustCoefficient), trustCoefficient, "greater than 0");
        Require(epsilon >= 0, nameof(epsilon), epsilon, "0 or more");
        Require(biasRate is > 0 and < double.PositiveInfinity, nameof(biasRate), biasRate, "greater than 0");
        Momentum = momentum;
        TrustCoefficient = trustCoefficient;
        Dialect = dialect;
        Epsilon = epsilon;
        Nesterov = nesterov;
        ClipLearningRate = clipLearningRate;
        AdaptWithoutDecay = adaptWithoutDecay;
        BiasRate = biasRate;
        velocity = momentum > 0 ? NewStates() : [];
        parts = [.. Groups.Select(group => group.Layout.Select(place => place.End - place.Offset).ToArray())];
    }

    /// <summary>The momentum μ.</summary>
    public double Momentum { get; }

    /// <summary>The trust coefficient η.</summary>
    public double TrustCoefficient { get; }

    /// <summary>How the ratio is formed.</summary>
    public LarsDialect Dialect { get; }

    /// <summary>ε of <see cref="LarsDialect.SumOfNorms"/>.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the momentum looks ahead.</summary>
    public bool Nesterov { get; }

    /// <summary>Whether no step is longer than the learning rate alone would make it.</summary>
    public bool ClipLearningRate { get; }

    /// <summary>Whether steps are scaled when there is no decay.</summary>
    public bool AdaptWithoutDecay { get; }

    /// <summary>The rate of biases and normalization parameters as a share of that of the weights.</summary>
    public double BiasRate { get; }

    /// <inheritdoc/>
    public override void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Momentum > 0)
        {
            SaveStates(writer, "velocity", velocity);
        }
    }

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (Momentum > 0)
        {
            LoadStates(reader, "velocity", velocity);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => Dispose(velocity);

    private protected override void Update(int index, double learningRate)
    {
        var weights = Groups[index].Flat;
        var rate = IsWeights(Groups[index]) ? learningRate : BiasRate * learningRate;
        var update = BuildUpdate(index, rate);
        if (Momentum == 0)
        {
            weights.add_(update, -rate);
            return;
        }

        velocity[index].mul_(Momentum).add_(update);
        if (Nesterov)
        {
            weights.add_(update, -rate).add_(velocity[index], -rate * Momentum);
        }
        else
        {
            weights.add_(velocity[index], -rate);
        }
    }

    /// <summary>u = r·(g + λw), each parameter with its own r.</summary>
    private Tensor BuildUpdate(int index, double learningRate)
    {
        var group = Groups[index];
        var gradient = group.FlatGradient!;
        var decay = DecayOf(group);
        var adapt = IsDecayed(group) && (StepDecay > 0 || AdaptWithoutDecay);
        if (!adapt)
        {
            return decay > 0 ? gradient.add(group.Flat, decay) : gradient;
        }

        var update = decay > 0 ? gradient.add(group.Flat, decay) : gradient.clone();
        var pieces = update.split(parts[index]);
        var weightNorms = Norms(group.Flat.split(parts[index]));
        var ratios =
            Dialect == LarsDialect.NormOfSum
                ? RatioOfSum(weightNorms, Norms(pieces), learningRate)
                : RatioOfNorms(weightNorms, Norms(gradient.split(parts[index])), decay, learningRate);
        var ratioOf = ratios.unbind();
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i].mul_(ratioOf[i]);
        }

        return update;
    }

    private Tensor RatioOfSum(Tensor weightNorms, Tensor sumNorms, double learningRate)
    {
        var ratio = Clip(weightNorms.mul(TrustCoefficient).div_(sumNorms), learningRate);
        return where(weightNorms.gt(0.0).logical_and(sumNorms.gt(0.0)), ratio, ones_like(ratio));
    }

    /// <summary>
    /// A weight of norm zero leaves g (its decay is zero anyway); a gradient of norm zero leaves zero, without decay:
    /// hence a ratio of 1 or 0.
    /// </summary>
    private Tensor RatioOfNorms(Tensor weightNorms, Tensor gradientNorms, double decay, double learningRate)
    {
        var denominator = gradientNorms.add(weightNorms, decay).add_(Epsilon);
        var ratio = Clip(weightNorms.mul(TrustCoefficient).div_(denominator), learningRate);
        var hasWeight = weightNorms.gt(0.0);
        var hasGradient = gradientNorms.gt(0.0);
        return where(hasWeight, where(hasGradient, ratio, zeros_like(ratio)), ones_like(ratio));
    }

    private Tensor Clip(Tensor ratio, double learningRate)
    {
        if (!ClipLearningRate)
        {
            return ratio;
        }

        // A rate of zero, as in the first step of a warm-up, is the limit in which every ratio is clipped.
        return learningRate > 0 ? ratio.mul_(1 / learningRate).clamp_max_(1.0) : ones_like(ratio);
    }

    private static Tensor Norms(Tensor[] pieces) => stack(pieces.Select(piece => piece.norm()));
}
