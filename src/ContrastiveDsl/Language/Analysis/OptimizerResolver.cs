namespace ContrastiveDsl.Language;

/// <summary>Reads optimizers.</summary>
internal static class OptimizerResolver
{
    private static readonly Dictionary<string, Func<RawAttribute, OptimizerModel>> Readers = new(StringComparer.Ordinal)
    {
        [Words.Of<SgdAttribute>()] = static raw => Read(raw.Bind<SgdAttribute>()),
        [Words.Of<AdamAttribute>()] = static raw => Read(raw.Bind<AdamAttribute>()),
        [Words.Of<AdamWAttribute>()] = static raw => Read(raw.Bind<AdamWAttribute>()),
        [Words.Of<LarsAttribute>()] = static raw => Read(raw.Bind<LarsAttribute>()),
    };

    /// <summary>The words that are optimizers.</summary>
    public static ICollection<string> Vocabulary => Readers.Keys;

    /// <summary>The first optimizer on a class, or <see langword="null"/> without one.</summary>
    public static OptimizerModel? Resolve(RawClass raw)
    {
        foreach (var attribute in raw.Attributes)
        {
            if (Readers.TryGetValue(attribute.Name, out var read))
            {
                return read(attribute) with { Attribute = attribute.Index };
            }
        }

        return null;
    }

    private static OptimizerModel Read(SgdAttribute stated) =>
        Common(stated, OptimizerKind.Sgd) with
        {
            Momentum = stated.Momentum,
            Nesterov = stated.Nesterov,
        };

    private static OptimizerModel Read(AdamAttribute stated) =>
        Common(stated, OptimizerKind.Adam) with
        {
            Beta1 = stated.Beta1,
            Beta2 = stated.Beta2,
            Epsilon = stated.Epsilon,
        };

    private static OptimizerModel Read(AdamWAttribute stated) =>
        Common(stated, OptimizerKind.AdamW) with
        {
            Beta1 = stated.Beta1,
            Beta2 = stated.Beta2,
            Epsilon = stated.Epsilon,
        };

    private static OptimizerModel Read(LarsAttribute stated) =>
        Common(stated, OptimizerKind.Lars) with
        {
            Momentum = stated.Momentum,
            Nesterov = stated.Nesterov,
            TrustCoefficient = stated.TrustCoefficient,
            Dialect = stated.Dialect,
            ClipLearningRate = stated.ClipLearningRate,
        };

    private static OptimizerModel Common(OptimizerAttribute stated, OptimizerKind kind) =>
        new(kind, stated.LearningRate, stated.Scaling, stated.WeightDecay, stated.DecayBiasAndNorm);
}
