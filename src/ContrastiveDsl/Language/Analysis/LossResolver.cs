namespace ContrastiveDsl.Language;

/// <summary>Reads losses.</summary>
internal static class LossResolver
{
    /// <summary>The loss that a class declares, faults included: the rules name them.</summary>
    public static LossModel Resolve(RawClass raw) =>
        raw.Declaring is { } attribute && LossCatalogue.FindWord(attribute.Name) is { } loss
            ? loss.Resolve(raw.Type, attribute)
            : new LossModel(raw.Type, PartKind.Custom, string.Empty, 0)
            {
                Attribute = raw.Find<LossAttribute>()?.Index ?? -1,
                CustomParameters = raw.Facts.LossParameters,
            };
}
