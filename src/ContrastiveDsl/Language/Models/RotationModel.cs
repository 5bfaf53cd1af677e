namespace ContrastiveDsl.Language;

/// <summary>A rotation by quarters as pretext transform.</summary>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal sealed record RotationModel(double MinScale) : Model
{
    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}
