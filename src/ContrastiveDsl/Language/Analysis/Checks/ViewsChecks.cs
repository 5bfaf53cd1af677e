using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks an augmentation family alone.</summary>
internal static class ViewsChecks
{
    /// <summary>Checks one family.</summary>
    public static void Check(ViewsModel views, FindingList findings)
    {
        foreach (var step in views.Steps)
        {
            StepChecks.Check(step, findings);
        }

        CheckOrder(views, findings);
    }

    /// <summary>Whether two views of one image can differ.</summary>
    public static bool HasChance(ViewsModel views) => views.Steps.Any(IsRandom);

    private static bool IsRandom(TransformStep step) =>
        step switch
        {
            RandomResizedCropStep crop => crop.MinScale < 1,
            RandomHorizontalFlipStep flip => flip.Probability is > 0 and < 1,
            ColorJitterStep jitter => jitter.Probability > 0
                && Math.Max(Math.Max(jitter.Brightness, jitter.Contrast), Math.Max(jitter.Saturation, jitter.Hue)) > 0,
            RandomGrayscaleStep gray => gray.Probability is > 0 and < 1,
            GaussianBlurStep blur => blur.Probability > 0 && (blur.Probability < 1 || blur.MinSigma < blur.MaxSigma),
            SolarizeStep solarize => solarize.Probability is > 0 and < 1,
            CustomTransformStep custom => custom.DrawCount > 0,
            _ => false,
        };

    private static void CheckOrder(ViewsModel views, FindingList findings)
    {
        TransformStep? normalize = null;
        TransformStep? previous = null;
        foreach (var step in views.Steps)
        {
            if (normalize is not null && step is ColorJitterStep or RandomGrayscaleStep or SolarizeStep)
            {
                findings.AddConflict(
                    DataRules.AfterNormalize,
                    findings.At(step.Attribute),
                    findings.At(normalize.Attribute),
                    step.Kind
                );
            }

            if (
                step is CustomTransformStep custom
                && previous is CustomTransformStep before
                && custom.Type == before.Type
            )
            {
                findings.AddConflict(
                    DataRules.Repeated,
                    findings.At(step.Attribute),
                    findings.At(before.Attribute),
                    custom.Type.Name,
                    views.Type.Name
                );
            }

            normalize ??= step as NormalizeStep;
            previous = step;
        }
    }
}
