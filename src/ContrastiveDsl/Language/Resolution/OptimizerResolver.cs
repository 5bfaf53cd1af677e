namespace ContrastiveDsl.Language;

/// <summary>Reads optimizers.</summary>
internal static class OptimizerResolver
{
    /// <summary>The first optimizer on a class, or <see langword="null"/> without one.</summary>
    public static OptimizerModel? Resolve(RawClass raw)
    {
        foreach (var attribute in raw.Attributes)
        {
            if (Words.IsOptimizer(attribute.Name))
            {
                return Read(attribute);
            }
        }

        return null;
    }

    private static OptimizerModel Read(RawAttribute attribute) => attribute.Name switch
    {
        "Sgd" => ReadSgd(attribute),
        "Adam" => ReadAdam(attribute),
        "AdamW" => ReadAdamW(attribute),
        _ => ReadLars(attribute),
    };

    private static OptimizerModel ReadSgd(RawAttribute attribute)
    {
        var absent = new SgdAttribute();
        return Common(attribute, OptimizerKind.Sgd, absent) with
        {
            Momentum = attribute.Number("Momentum", absent.Momentum),
            Nesterov = attribute.Flag("Nesterov", absent.Nesterov),
        };
    }

    private static OptimizerModel ReadAdam(RawAttribute attribute)
    {
        var absent = new AdamAttribute();
        return Common(attribute, OptimizerKind.Adam, absent) with
        {
            Beta1 = attribute.Number("Beta1", absent.Beta1),
            Beta2 = attribute.Number("Beta2", absent.Beta2),
            Epsilon = attribute.Number("Epsilon", absent.Epsilon),
        };
    }

    private static OptimizerModel ReadAdamW(RawAttribute attribute)
    {
        var absent = new AdamWAttribute();
        return Common(attribute, OptimizerKind.AdamW, absent) with
        {
            Beta1 = attribute.Number("Beta1", absent.Beta1),
            Beta2 = attribute.Number("Beta2", absent.Beta2),
            Epsilon = attribute.Number("Epsilon", absent.Epsilon),
        };
    }

    private static OptimizerModel ReadLars(RawAttribute attribute)
    {
        var absent = new LarsAttribute();
        return Common(attribute, OptimizerKind.Lars, absent) with
        {
            Momentum = attribute.Number("Momentum", absent.Momentum),
            Nesterov = attribute.Flag("Nesterov", absent.Nesterov),
            TrustCoefficient = attribute.Number("TrustCoefficient", absent.TrustCoefficient),
            Dialect = attribute.Enum("Dialect", absent.Dialect),
            ClipLearningRate = attribute.Flag("ClipLearningRate", absent.ClipLearningRate),
        };
    }

    private static OptimizerModel Common(RawAttribute attribute, OptimizerKind kind, OptimizerAttribute absent) =>
        new(
            kind,
            attribute.Number("LearningRate", absent.LearningRate),
            attribute.Enum("Scaling", absent.Scaling),
            attribute.Number("WeightDecay", absent.WeightDecay),
            attribute.Flag("DecayBiasAndNorm", absent.DecayBiasAndNorm))
        {
            Attribute = attribute.Index,
        };
}
