using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>A step of an augmentation family in one line.</summary>
internal static class TransformText
{
    /// <param name="step">The step.</param>
    /// <param name="cropSize">Side of the views, which a crop without a size of its own has.</param>
    internal static string Of(TransformStep step, int cropSize) =>
        step switch
        {
            RandomResizedCropStep crop =>
                $"RandomResizedCrop to {Side(crop, cropSize)}, area {Range(crop.MinScale, crop.MaxScale)}, ratio {Range(crop.MinRatio, crop.MaxRatio)}",
            RandomHorizontalFlipStep flip => $"RandomHorizontalFlip{Chance(flip.Probability)}",
            ColorJitterStep jitter => $"ColorJitter {Strengths(jitter)}{Chance(jitter.Probability)}",
            RandomGrayscaleStep gray => $"RandomGrayscale{Chance(gray.Probability)}",
            GaussianBlurStep blur =>
                $"GaussianBlur {blur.Kernel}×{blur.Kernel}, sigma {Range(blur.MinSigma, blur.MaxSigma)}{Chance(blur.Probability)}",
            SolarizeStep solarize => $"Solarize from {Say.Number(solarize.Threshold)}{Chance(solarize.Probability)}",
            NormalizeStep normalize => $"Normalize mean {Values(normalize.Mean)}, deviation {Values(normalize.Std)}",
            CustomTransformStep custom => $"{custom.Type.Name}, {Say.Plural(custom.DrawCount, "random number")}",
            _ => step.Kind,
        };

    private static string Side(RandomResizedCropStep crop, int cropSize)
    {
        var side = crop.Size > 0 ? crop.Size : cropSize;
        return $"{side}×{side}";
    }

    private static string Strengths(ColorJitterStep jitter)
    {
        var strengths = new (string Name, double Value)[]
        {
            ("brightness", jitter.Brightness),
            ("contrast", jitter.Contrast),
            ("saturation", jitter.Saturation),
            ("hue", jitter.Hue),
        };
        return string.Join(
            ", ",
            strengths
                .Where(strength => strength.Value > 0)
                .Select(strength => $"{strength.Name} ±{Say.Number(strength.Value)}")
        );
    }

    private static string Range(double low, double high) => $"{Say.Number(low)} to {Say.Number(high)}";

    private static string Chance(double probability) => $", probability {Say.Number(probability)}";

    private static string Values(EquatableArray<double> values) => string.Join(" ", values.Select(Say.Number));
}
