using System;

namespace ContrastiveDsl.Language;

/// <summary>An optimizer's settings; those that a kind does not have keep their default.</summary>
internal sealed record OptimizerModel(
    OptimizerKind Kind,
    double LearningRate,
    LearningRateScaling Scaling,
    double WeightDecay,
    bool DecayBiasAndNorm,
    double Momentum = 0,
    bool Nesterov = false,
    double Beta1 = 0,
    double Beta2 = 0,
    double Epsilon = 0,
    double TrustCoefficient = 0,
    LarsDialect Dialect = LarsDialect.NormOfSum,
    bool ClipLearningRate = false
) : Model
{
    /// <summary>
    /// Index of the attribute that states the optimizer, among the class's attributes of the language.
    /// </summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>The optimizer as papers write it.</summary>
    public string Name =>
        Kind switch
        {
            OptimizerKind.Sgd => "SGD",
            OptimizerKind.Lars => "LARS",
            _ => Kind.ToString(),
        };

    /// <summary>The rate after warm-up with its scaling applied.</summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    public double EffectiveLearningRate(int batchSize) =>
        Scaling switch
        {
            LearningRateScaling.Linear => LearningRate * batchSize / 256,
            LearningRateScaling.SquareRoot => LearningRate * Math.Sqrt(batchSize),
            _ => LearningRate,
        };
}

/// <summary>The optimizers.</summary>
internal enum OptimizerKind
{
    /// <summary>Stochastic gradient descent.</summary>
    Sgd,

    /// <summary>Adam.</summary>
    Adam,

    /// <summary>AdamW.</summary>
    AdamW,

    /// <summary>LARS.</summary>
    Lars,
}
