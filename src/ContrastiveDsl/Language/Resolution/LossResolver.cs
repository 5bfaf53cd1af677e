namespace ContrastiveDsl.Language;

/// <summary>Reads losses.</summary>
internal static class LossResolver
{
    /// <summary>The loss that a class declares, faults included: the rules name them.</summary>
    public static LossModel Resolve(RawClass raw) =>
        raw.Find(Words.NtXentLoss) is { } attribute
            ? new LossModel(raw.Type, PartKind.Catalogue, "NtXent", attribute.Number("Temperature", new NtXentLossAttribute().Temperature))
            {
                Attribute = attribute.Index,
            }
            : new LossModel(raw.Type, PartKind.Own, string.Empty, 0) { Attribute = raw.Find(Words.Loss)?.Index ?? -1 };
}
