namespace ContrastiveDsl.Language;

/// <summary>Reads losses.</summary>
internal static class LossResolver
{
    /// <summary>The loss that a class declares, faults included: the rules name them.</summary>
    public static LossModel Resolve(RawClass raw)
    {
        if (raw.Declaring is not { } attribute || LossCatalogue.FindWord(attribute.Name) is not { } entry)
        {
            return new LossModel(raw.Type, PartKind.Own, string.Empty, 0) { Attribute = raw.Find(Words.Loss)?.Index ?? -1, OwnParameters = raw.Facts.LossParameters };
        }

        var loss = new LossModel(raw.Type, PartKind.Catalogue, entry.Name, attribute.Number("Temperature", entry.Temperature)) { Attribute = attribute.Index };
        return entry.Name switch
        {
            "Raft" => WithWeights(loss, attribute),
            "Dcl" when attribute.Flag("Weighted", new DclLossAttribute().Weighted) => loss with { Sigma = attribute.Number("Sigma", new DclLossAttribute().Sigma) },
            "SupCon" => WithForm(loss, attribute),
            "Nce" => loss with { Partition = attribute.Number("Partition", new NceLossAttribute().Partition) },
            "BatchInfoNce" => WithDirections(loss, attribute),
            "PairwiseContrastive" => WithMargin(loss, attribute),
            _ => loss,
        };
    }

    private static LossModel WithForm(LossModel loss, RawAttribute attribute)
    {
        var absent = new SupConLossAttribute();
        return loss with { BaseTemperature = attribute.Number("BaseTemperature", absent.BaseTemperature), Form = attribute.Enum("Form", absent.Form) };
    }

    private static LossModel WithDirections(LossModel loss, RawAttribute attribute)
    {
        var absent = new BatchInfoNceLossAttribute();
        return loss with { Symmetric = attribute.Flag("Symmetric", absent.Symmetric), Normalize = attribute.Flag("Normalize", absent.Normalize) };
    }

    private static LossModel WithMargin(LossModel loss, RawAttribute attribute)
    {
        var absent = new PairwiseContrastiveLossAttribute();
        return loss with { Margin = attribute.Number("Margin", absent.Margin), Normalize = attribute.Flag("Normalize", absent.Normalize) };
    }

    private static LossModel WithWeights(LossModel loss, RawAttribute attribute)
    {
        var absent = new RaftLossAttribute();
        return loss with
        {
            Alignment = attribute.Number("Alignment", absent.Alignment),
            CrossModel = attribute.Number("CrossModel", absent.CrossModel),
            Objective = attribute.Enum("Objective", absent.Objective),
        };
    }
}
