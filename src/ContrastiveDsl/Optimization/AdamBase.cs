using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// What Adam and AdamW share: running means of the gradient and of its square, corrected for their start at zero.
/// </summary>
public abstract class AdamBase : Optimizer
{
    private readonly Tensor[] firstMoment;
    private readonly Tensor[] secondMoment;

    private protected AdamBase(
        ParameterSet parameters,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        bool decayBiasAndNorm
    )
        : base(parameters, weightDecay, decayBiasAndNorm)
    {
        Require(beta1 is >= 0 and < 1, nameof(beta1), beta1, "in [0, 1)");
        Require(beta2 is >= 0 and < 1, nameof(beta2), beta2, "in [0, 1)");
        Require(epsilon > 0, nameof(epsilon), epsilon, "greater than 0");
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
        firstMoment = NewStates();
        secondMoment = NewStates();
    }

    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; }

    /// <summary>Steps taken.</summary>
    public long StepCount { get; private set; }

    /// <inheritdoc/>
    public override void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        SaveStates(writer, "first_moment", firstMoment);
        SaveStates(writer, "second_moment", secondMoment);
        writer.Number("step", StepCount);
    }

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        LoadStates(reader, "first_moment", firstMoment);
        LoadStates(reader, "second_moment", secondMoment);
        StepCount = reader.Integer("step");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Dispose(firstMoment);
        Dispose(secondMoment);
    }

    private protected override void BeginStep() => StepCount++;

    /// <summary>
    /// Moves weights by a gradient, with the bias corrections as torch.optim applies them: ε is added after the
    /// correction.
    /// </summary>
    private protected void Move(int index, Tensor gradient, double learningRate)
    {
        var correction1 = 1 - Math.Pow(Beta1, StepCount);
        var correction2 = 1 - Math.Pow(Beta2, StepCount);
        firstMoment[index].mul_(Beta1).add_(gradient, 1 - Beta1);
        secondMoment[index].mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var denominator = secondMoment[index].sqrt().mul_(1 / Math.Sqrt(correction2)).add_(Epsilon);
        Groups[index].Flat.addcdiv_(firstMoment[index], denominator, -learningRate / correction1);
    }
}
