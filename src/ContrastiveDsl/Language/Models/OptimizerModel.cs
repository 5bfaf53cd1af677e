namespace ContrastiveDsl.Language;

/// <summary>An optimizer's settings; those that a kind does not have keep their default.</summary>
public sealed record OptimizerModel(
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
    bool ClipLearningRate = false)
{
    /// <summary>Index of the attribute that states the optimizer, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}
