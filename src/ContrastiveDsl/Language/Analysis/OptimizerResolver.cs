using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Reads optimizers.</summary>
internal static class OptimizerResolver
{
    private static readonly Dictionary<string, Func<RawAttribute, OptimizerModel>> Readers = new(StringComparer.Ordinal)
    {
        [Words.Of<SgdAttribute>()] = static raw => Read(raw.Bind<SgdAttribute>(), OptimizerKind.Sgd),
        [Words.Of<AdamAttribute>()] = static raw => Read(raw.Bind<AdamAttribute>(), OptimizerKind.Adam),
        [Words.Of<AdamWAttribute>()] = static raw => Read(raw.Bind<AdamWAttribute>(), OptimizerKind.AdamW),
        [Words.Of<LarsAttribute>()] = static raw => Read(raw.Bind<LarsAttribute>()),
    };

    /// <summary>The first optimizer on a class, or <see langword="null"/> without one.</summary>
    public static OptimizerModel? Resolve(RawClass raw) =>
        raw.Attributes.FirstOrDefault(attribute => Words.IsOptimizer(attribute.Name)) is { } found
            ? Readers[found.Name](found) with
            {
                Attribute = found.Index,
            }
            : null;

    private static OptimizerModel Read(LarsAttribute stated) =>
        Read(stated, OptimizerKind.Lars) with
        {
            TrustCoefficient = stated.TrustCoefficient,
            Dialect = stated.Dialect,
            ClipLearningRate = stated.ClipLearningRate,
        };

    private static OptimizerModel Read(MomentumOptimizerAttribute stated, OptimizerKind kind) =>
        Common(stated, kind) with
        {
            Momentum = stated.Momentum,
            Nesterov = stated.Nesterov,
        };

    private static OptimizerModel Read(AdaptiveOptimizerAttribute stated, OptimizerKind kind) =>
        Common(stated, kind) with
        {
            Beta1 = stated.Beta1,
            Beta2 = stated.Beta2,
            Epsilon = stated.Epsilon,
        };

    private static OptimizerModel Common(OptimizerAttribute stated, OptimizerKind kind) =>
        new(kind, stated.LearningRate, stated.Scaling, stated.WeightDecay, stated.DecayBiasAndNorm);
}
