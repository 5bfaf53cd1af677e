using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Reads augmentation families.</summary>
internal static class ViewsResolver
{
    private static readonly Dictionary<string, Func<RawAttribute, TransformStep?>> Readers = new(StringComparer.Ordinal)
    {
        [Words.Of<RandomResizedCropAttribute>()] = RandomResizedCropStep.Of,
        [Words.Of<RandomHorizontalFlipAttribute>()] = RandomHorizontalFlipStep.Of,
        [Words.Of<ColorJitterAttribute>()] = ColorJitterStep.Of,
        [Words.Of<RandomGrayscaleAttribute>()] = RandomGrayscaleStep.Of,
        [Words.Of<GaussianBlurAttribute>()] = GaussianBlurStep.Of,
        [Words.Of<SolarizeAttribute>()] = SolarizeStep.Of,
        [Words.Of<PosterizeAttribute>()] = PosterizeStep.Of,
        [Words.Of<SharpnessAttribute>()] = SharpnessStep.Of,
        [Words.Of<AutoContrastAttribute>()] = AutoContrastStep.Of,
        [Words.Of<RandomPhotometricAttribute>()] = RandomPhotometricStep.Of,
        [Words.Of<NormalizeAttribute>()] = NormalizeStep.Of,
        [Words.Of<TransformAttribute>()] = CustomTransformStep.Of,
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
        var (index, stated) = raw.Bind<AugmentationFamilyAttribute>();
        return new ViewsModel(raw.Type, new EquatableArray<TransformStep>(steps))
        {
            Attribute = index,
            Preset = stated.Preset,
        };
    }
}
