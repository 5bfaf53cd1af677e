using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Reads augmentation families.</summary>
internal static class ViewsResolver
{
    private static readonly Dictionary<string, Func<RawAttribute, TransformStep?>> Readers = new(StringComparer.Ordinal)
    {
        [Words.Of<RandomResizedCropAttribute>()] = static raw => Read(raw.Bind<RandomResizedCropAttribute>()),
        [Words.Of<RandomHorizontalFlipAttribute>()] = static raw => new RandomHorizontalFlipStep(
            raw.Bind<RandomHorizontalFlipAttribute>().Probability
        ),
        [Words.Of<ColorJitterAttribute>()] = static raw => Read(raw.Bind<ColorJitterAttribute>()),
        [Words.Of<RandomGrayscaleAttribute>()] = static raw => new RandomGrayscaleStep(
            raw.Bind<RandomGrayscaleAttribute>().Probability
        ),
        [Words.Of<GaussianBlurAttribute>()] = static raw => Read(raw.Bind<GaussianBlurAttribute>()),
        [Words.Of<SolarizeAttribute>()] = static raw => Read(raw.Bind<SolarizeAttribute>()),
        [Words.Of<NormalizeAttribute>()] = static raw => Read(raw.Bind<NormalizeAttribute>()),
        [Words.Of<TransformAttribute>()] = ReadCustom,
    };

    /// <summary>The family that a class declares, faults included: the rules name them.</summary>
    public static ViewsModel Resolve(RawClass raw)
    {
        var steps =
            from attribute in ViewsPresets.StepsOf(raw)
            let step = Readers[attribute.Name](attribute)
            where step is not null
            select step with
            {
                Attribute = attribute.Index,
            };
        return new ViewsModel(raw.Type, new EquatableArray<TransformStep>(steps))
        {
            Attribute = raw.Find<AugmentationFamilyAttribute>()?.Index ?? AttributeIndex.None,
        };
    }

    private static RandomResizedCropStep Read(RandomResizedCropAttribute stated) =>
        new(stated.Size, stated.MinScale, stated.MaxScale, stated.MinRatio, stated.MaxRatio);

    private static ColorJitterStep Read(ColorJitterAttribute stated) =>
        new(stated.Brightness, stated.Contrast, stated.Saturation, stated.Hue, stated.Probability);

    private static GaussianBlurStep Read(GaussianBlurAttribute stated) =>
        new(stated.Kernel, stated.MinSigma, stated.MaxSigma, stated.Probability);

    private static SolarizeStep Read(SolarizeAttribute stated) => new(stated.Threshold, stated.Probability);

    private static NormalizeStep Read(NormalizeAttribute stated) =>
        new(new EquatableArray<double>(stated.Mean), new EquatableArray<double>(stated.Std));

    /// <summary>A listed transform; how many numbers it draws stands on its own class.</summary>
    private static CustomTransformStep? ReadCustom(RawAttribute attribute)
    {
        if (attribute.Class(nameof(TransformAttribute.Type)) is not { } type)
        {
            return null;
        }

        var declaring =
            type.Kind == DeclarationKind.Transform ? type.Declaring! : RawAttribute.Empty<TransformAttribute>();
        return new CustomTransformStep(type.Type, declaring.Bind<TransformAttribute>().Draws)
        {
            TakesDraws = type.Facts is not { AppliesTransform: false, AppliesWithoutDraws: true },
        };
    }
}
