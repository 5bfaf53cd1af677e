namespace ContrastiveDsl.Language;

/// <summary>Infers heads: of projection, of prediction and of patches.</summary>
internal static class HeadResolver
{
    /// <summary>The head that a class declares, faults included: the rules name them.</summary>
    public static HeadModel Resolve(RawClass raw)
    {
        var declaring = raw.Declaring ?? RawAttribute.Empty<ProjectionHeadAttribute>();
        var input = Bind(declaring).Input;
        return new HeadModel(raw.Type, HeadForm.Of(raw, declaring))
        {
            Attribute = declaring.Index,
            Stated = StatedSettings.Of(declaring),
            Role = declaring.Declares,
            IsInputInferred = input == 0,
        }.WithInput(input);
    }

    /// <summary>The attribute of a head.</summary>
    public static HeadSizesAttribute Bind(RawAttribute attribute) =>
        attribute.Declares switch
        {
            DeclarationKind.PatchHead => attribute.Bind<PatchHeadAttribute>(),
            DeclarationKind.Predictor => attribute.Bind<PredictionHeadAttribute>(),
            _ => attribute.Bind<ProjectionHeadAttribute>(),
        };
}
