using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks the settings of single steps of an augmentation family.</summary>
internal static class StepChecks
{
    /// <summary>Checks one step.</summary>
    public static void Check(TransformStep step, FindingList findings)
    {
        switch (step)
        {
            case RandomResizedCropStep crop:
                CheckCrop(crop, findings);
                break;
            case RandomHorizontalFlipStep flip:
                CheckProbability(flip, flip.Probability, findings);
                break;
            case ColorJitterStep jitter:
                CheckJitter(jitter, findings);
                break;
            case RandomGrayscaleStep gray:
                CheckProbability(gray, gray.Probability, findings);
                break;
            case GaussianBlurStep blur:
                CheckBlur(blur, findings);
                break;
            case SolarizeStep solarize:
                CheckSolarize(solarize, findings);
                break;
            case NormalizeStep normalize:
                CheckNormalize(normalize, findings);
                break;
        }
    }

    private static void CheckCrop(RandomResizedCropStep crop, FindingList findings)
    {
        if (crop.Size != 0)
        {
            findings.RequireBetween(
                ShapeRules.SizeOutOfRange,
                crop.Attribute,
                nameof(RandomResizedCropAttribute.Size),
                crop.Size,
                1,
                EncoderChecks.MaximumImage
            );
        }

        if (!IsScale(crop.MinScale, crop.MaxScale))
        {
            var swap = IsScale(crop.MaxScale, crop.MinScale) ? " Swap them." : string.Empty;
            Range(
                DataRules.CropRange,
                crop,
                "Scale",
                "0 < MinScale <= MaxScale <= 1",
                crop.MinScale,
                crop.MaxScale,
                swap,
                findings
            );
        }

        if (!IsRange(crop.MinRatio, crop.MaxRatio))
        {
            var swap = IsRange(crop.MaxRatio, crop.MinRatio) ? " Swap them." : string.Empty;
            Range(
                DataRules.CropRange,
                crop,
                "Ratio",
                "0 < MinRatio <= MaxRatio",
                crop.MinRatio,
                crop.MaxRatio,
                swap,
                findings
            );
        }
    }

    private static void CheckJitter(ColorJitterStep jitter, FindingList findings)
    {
        CheckStrength(jitter, nameof(ColorJitterAttribute.Brightness), jitter.Brightness, findings);
        CheckStrength(jitter, nameof(ColorJitterAttribute.Contrast), jitter.Contrast, findings);
        CheckStrength(jitter, nameof(ColorJitterAttribute.Saturation), jitter.Saturation, findings);
        if (!(jitter.Hue is >= 0 and <= 0.5))
        {
            var place = findings.At(jitter.Attribute, nameof(ColorJitterAttribute.Hue));
            findings.Add(
                DataRules.JitterStrength,
                place,
                nameof(ColorJitterAttribute.Hue),
                "between 0 and 0.5",
                Text.Of(jitter.Hue),
                " SimCLR uses 0.2 at full strength."
            );
        }

        CheckProbability(jitter, jitter.Probability, findings);
    }

    private static void CheckStrength(ColorJitterStep jitter, string setting, double value, FindingList findings)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            findings.Add(
                DataRules.JitterStrength,
                findings.At(jitter.Attribute, setting),
                setting,
                "0 or more",
                Text.Of(value),
                string.Empty
            );
        }
    }

    private static void CheckBlur(GaussianBlurStep blur, FindingList findings)
    {
        if (blur.Kernel < 1 || blur.Kernel % 2 == 0)
        {
            var choice = blur.Kernel < 2 ? "3" : Text.Of(blur.Kernel - 1) + " or " + Text.Of(blur.Kernel + 1L);
            findings.Add(
                DataRules.BlurKernel,
                findings.At(blur.Attribute, nameof(GaussianBlurAttribute.Kernel)),
                Text.Of(blur.Kernel),
                choice
            );
        }

        if (!IsRange(blur.MinSigma, blur.MaxSigma))
        {
            var swap = IsRange(blur.MaxSigma, blur.MinSigma) ? " Swap them." : string.Empty;
            Range(
                DataRules.BlurRange,
                blur,
                "Sigma",
                "0 < MinSigma <= MaxSigma",
                blur.MinSigma,
                blur.MaxSigma,
                swap,
                findings
            );
        }

        CheckProbability(blur, blur.Probability, findings);
    }

    private static void CheckSolarize(SolarizeStep solarize, FindingList findings)
    {
        if (!(solarize.Threshold is >= 0 and <= 1))
        {
            var scaled = solarize.Threshold is > 1 and <= 255 ? Math.Round(solarize.Threshold / 255, 2) : 0.5;
            findings.Add(
                DataRules.SolarizeThreshold,
                findings.At(solarize.Attribute, nameof(SolarizeAttribute.Threshold)),
                Text.Of(solarize.Threshold),
                Text.Of(scaled)
            );
        }

        CheckProbability(solarize, solarize.Probability, findings);
    }

    private static void CheckNormalize(NormalizeStep normalize, FindingList findings)
    {
        if (normalize.Mean.Count != normalize.Std.Count || normalize.Mean.Count == 0)
        {
            findings.Add(
                DataRules.NormalizeLengths,
                findings.At(normalize.Attribute),
                Count(normalize.Mean.Count, "mean"),
                Count(normalize.Std.Count, "deviation")
            );
        }

        foreach (var deviation in normalize.Std)
        {
            if (!(deviation > 0) || double.IsInfinity(deviation))
            {
                findings.Add(
                    DataRules.NormalizeDeviation,
                    findings.At(normalize.Attribute, nameof(NormalizeAttribute.Std)),
                    Text.Of(deviation)
                );
                return;
            }
        }
    }

    private static void CheckProbability(TransformStep step, double value, FindingList findings)
    {
        if (!(value is >= 0 and <= 1))
        {
            var hint = value is > 1 and <= 100 ? " Did you mean " + Text.Of(value / 100) + "?" : string.Empty;
            findings.Add(
                DataRules.Probability,
                findings.At(step.Attribute, nameof(ColorJitterAttribute.Probability)),
                Text.Of(value),
                hint
            );
        }
    }

    /// <summary>Reports a range at its lower or upper end, whichever the user is likelier to have written.</summary>
    private static void Range(
        Rule rule,
        TransformStep step,
        string name,
        string condition,
        double minimum,
        double maximum,
        string hint,
        FindingList findings
    )
    {
        var blamed = (minimum > 0 ? "Max" : "Min") + name;
        var other = (minimum > 0 ? "Min" : "Max") + name;
        findings.AddConflict(
            rule,
            findings.At(step.Attribute, blamed),
            findings.At(step.Attribute, other),
            "Min" + name + " and Max" + name,
            condition,
            Text.Of(minimum),
            Text.Of(maximum),
            hint
        );
    }

    private static bool IsScale(double minimum, double maximum) => minimum > 0 && minimum <= maximum && maximum <= 1;

    private static bool IsRange(double minimum, double maximum) =>
        minimum > 0 && minimum <= maximum && !double.IsInfinity(maximum);

    private static string Count(int count, string noun) =>
        Text.Of(count) + " " + noun + (count == 1 ? string.Empty : "s");
}
