using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Reads augmentation families.</summary>
internal static class ViewsResolver
{
    /// <summary>The family that a class declares, faults included: the rules name them.</summary>
    public static ViewsModel Resolve(RawClass raw)
    {
        var steps = new List<TransformStep>();
        foreach (var attribute in ViewsPresets.StepsOf(raw))
        {
            if (Read(attribute) is { } step)
            {
                steps.Add(step with { Attribute = attribute.Index });
            }
        }

        return new ViewsModel(raw.Type, new EquatableArray<TransformStep>(steps)) { Attribute = raw.Find(Words.AugmentationFamily)?.Index ?? -1 };
    }

    private static TransformStep? Read(RawAttribute attribute) => attribute.Name switch
    {
        "RandomResizedCrop" => ReadCrop(attribute),
        "RandomHorizontalFlip" => new RandomHorizontalFlipStep(attribute.Number("Probability", new RandomHorizontalFlipAttribute().Probability)),
        "ColorJitter" => ReadColorJitter(attribute),
        "RandomGrayscale" => new RandomGrayscaleStep(attribute.Number("Probability", new RandomGrayscaleAttribute().Probability)),
        "GaussianBlur" => ReadBlur(attribute),
        "Solarize" => ReadSolarize(attribute),
        "Normalize" => new NormalizeStep(attribute.Numbers("Mean"), attribute.Numbers("Std")),
        "Transform" => ReadOwn(attribute),
        _ => null,
    };

    private static RandomResizedCropStep ReadCrop(RawAttribute attribute)
    {
        var absent = new RandomResizedCropAttribute();
        return new RandomResizedCropStep(
            attribute.Int("Size", absent.Size),
            attribute.Number("MinScale", absent.MinScale),
            attribute.Number("MaxScale", absent.MaxScale),
            attribute.Number("MinRatio", absent.MinRatio),
            attribute.Number("MaxRatio", absent.MaxRatio));
    }

    private static ColorJitterStep ReadColorJitter(RawAttribute attribute)
    {
        var absent = new ColorJitterAttribute();
        return new ColorJitterStep(
            attribute.Number("Brightness", absent.Brightness),
            attribute.Number("Contrast", absent.Contrast),
            attribute.Number("Saturation", absent.Saturation),
            attribute.Number("Hue", absent.Hue),
            attribute.Number("Probability", absent.Probability));
    }

    private static GaussianBlurStep ReadBlur(RawAttribute attribute)
    {
        var absent = new GaussianBlurAttribute();
        return new GaussianBlurStep(
            attribute.Int("Kernel", absent.Kernel),
            attribute.Number("MinSigma", absent.MinSigma),
            attribute.Number("MaxSigma", absent.MaxSigma),
            attribute.Number("Probability", absent.Probability));
    }

    private static SolarizeStep ReadSolarize(RawAttribute attribute)
    {
        var absent = new SolarizeAttribute();
        return new SolarizeStep(attribute.Number("Threshold", absent.Threshold), attribute.Number("Probability", absent.Probability));
    }

    /// <summary>A listed transform; how many numbers it draws stands on its own class.</summary>
    private static OwnTransformStep? ReadOwn(RawAttribute attribute)
    {
        if (attribute.Class("Type") is not { } type)
        {
            return null;
        }

        var absent = new TransformAttribute().Draws;
        return new OwnTransformStep(type.Type, type.Kind == DeclarationKind.Transform ? type.Declaring!.Int("Draws", absent) : absent);
    }
}
