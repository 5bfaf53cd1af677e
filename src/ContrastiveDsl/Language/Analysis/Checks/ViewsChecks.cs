using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks an augmentation family alone.</summary>
internal static class ViewsChecks
{
    /// <summary>Checks one family: each step, and the order of all.</summary>
    public static void Check(ViewsModel views, FindingList findings)
    {
        TransformStep? normalize = null;
        TransformStep? previous = null;
        foreach (var step in views.Steps)
        {
            step.Check(findings);
        }

        foreach (var step in views.Steps)
        {
            if (normalize is not null && step.NeedsPixelValues)
            {
                findings.AddConflict(
                    DataRules.AfterNormalize,
                    findings.At(step.Attribute),
                    findings.At(normalize.Attribute),
                    step.Kind
                );
                findings.Offer(Edit.Move(findings.At(step.Attribute), findings.At(normalize.Attribute)));
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
                findings.Offer(Edit.Remove(findings.At(step.Attribute)));
            }

            normalize ??= step as NormalizeStep;
            previous = step;
        }

        CheckCrop(views, findings);
        CheckDraws(views, findings);
    }

    /// <summary>
    /// Checks that a crop comes first, unless a transform of the user's comes before it, which may be meant so.
    /// </summary>
    private static void CheckCrop(ViewsModel views, FindingList findings)
    {
        var before = views.Steps.TakeWhile(step => !step.TakesAnySizes).ToArray();
        if (before.Length is 0 || before.Length == views.Steps.Count || before.Any(step => step is CustomTransformStep))
        {
            return;
        }

        var (crop, first) = (views.Steps[before.Length], before[0]);
        findings.AddConflict(
            DataRules.LateCrop,
            findings.At(crop.Attribute),
            findings.At(first.Attribute),
            crop.Kind,
            first.Kind
        );
        findings.Offer(Edit.Move(findings.At(crop.Attribute), findings.At(first.Attribute)));
    }

    /// <summary>
    /// Checks that all steps together draw no more than one; of one that does, its own class says so.
    /// </summary>
    private static void CheckDraws(ViewsModel views, FindingList findings)
    {
        if (
            views.CountDraws() > Limits.Draws
            && views.Steps.All(step => step.Draws <= Limits.Draws)
            && views.Steps.LastOrDefault(step => step is CustomTransformStep) is { } last
        )
        {
            findings.RequireSize(last.Attribute, "Draws of all steps together", views.CountDraws(), 0, Limits.Draws);
        }
    }
}
