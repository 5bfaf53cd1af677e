using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>An augmentation family.</summary>
/// <param name="Type">The class.</param>
/// <param name="Steps">Its steps in order.</param>
internal sealed record ViewsModel(TypeName Type, EquatableArray<TransformStep> Steps) : DeclaredModel(Type)
{
    /// <summary>
    /// The preset that brings steps, or <see langword="null"/>. The same steps written out are no other family: not
    /// public, and so not in the fingerprint.
    /// </summary>
    internal ViewsPreset? Preset { get; init; }

    /// <summary>
    /// Side of the views in pixels where a crop states it, or 0: they then have the encoder's image size, or the
    /// images' own.
    /// </summary>
    public int StatedCropSize => Crop?.Size ?? 0;

    /// <summary>Its random crop, of which a class can state one, or <see langword="null"/>.</summary>
    public RandomResizedCropStep? Crop => Steps.OfType<RandomResizedCropStep>().FirstOrDefault();

    /// <summary>Its normalization, of which a class can state one, or <see langword="null"/>.</summary>
    public NormalizeStep? Normalize => Steps.OfType<NormalizeStep>().FirstOrDefault();

    /// <summary>Whether two views of an image may differ.</summary>
    public bool IsRandom => Steps.Any(step => step.IsRandom);

    /// <summary>The place of a step's attribute, or of an argument of it.</summary>
    public Place At(TransformStep step, string? argument = null) => new(Type.Qualified, step.Attribute, argument);

    /// <summary>Whether a step is its preset's: found at the family, since nobody wrote it.</summary>
    public bool IsOfPreset(TransformStep step) => step.Attribute == Attribute;

    /// <summary>
    /// Random numbers that one view of one image takes; of a faulty step, as many as can be counted. A flip behind the
    /// crop takes one of the crop's. It follows from the steps, so it is no property, of which a fingerprint is made.
    /// </summary>
    public int CountDraws() =>
        (int)
            Math.Max(
                0,
                Math.Min(Steps.Where((_, index) => !IsOfCrop(index)).Sum(step => (long)step.Draws), int.MaxValue)
            );

    private bool IsOfCrop(int index) =>
        index > 0 && Steps[index] is RandomHorizontalFlipStep && Steps[index - 1] is RandomResizedCropStep;

    /// <summary>Whether it begins with a crop, which takes images of any sizes and makes them square.</summary>
    public bool BeginsWithCrop => Steps.FirstOrDefault() is { TakesAnySizes: true };

    /// <inheritdoc/>
    internal override EquatableArray<Finding> CheckAll(ClassAnalysis analysis) => PartFindings.Of(this);

    /// <summary>Beside a preset a step that does nothing is the way to leave the preset's out.</summary>
    internal override void CheckUnused(RawClass raw, FindingList findings)
    {
        if (Preset is not null)
        {
            return;
        }

        foreach (var step in Steps)
        {
            if (step.Inertia is var (reason, instead))
            {
                findings.Add(DataRules.NoEffect, findings.At(step.Attribute), step.Kind, reason, instead);
                findings.Offer(Edit.Remove(findings.At(step.Attribute)));
            }
        }
    }
}
