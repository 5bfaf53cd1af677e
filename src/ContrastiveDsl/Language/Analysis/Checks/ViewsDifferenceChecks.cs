using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that the views of an image differ by more than nothing, and by more than a flip.</summary>
internal static class ViewsDifferenceChecks
{
    private const string Crop = "[RandomResizedCrop]";

    /// <summary>Smallest share of the image in a crop, as MoCo has it.</summary>
    private const string UsualMinScale = "0.2";

    /// <summary>Checks one experiment. A family with a fault of its own is left out.</summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        CheckRandomness(analysis, findings);
        CheckFlips(analysis, findings);
    }

    /// <summary>
    /// One family for both views must have chance; of two, one may leave the images as they are, but not both. Where
    /// labels tell what belongs together, equal views still teach.
    /// </summary>
    private static void CheckRandomness(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var (views, second) = (experiment.Views, experiment.SecondViews);
        if (
            experiment is { ViewCount: > 1, NeedsLabels: false }
            && analysis.IsSound(views)
            && !views.IsRandom
            && (second is null || (analysis.IsSound(second) && DoesTheSame(second, views)))
        )
        {
            findings.AddConflict(
                MethodRules.IdenticalViews,
                experiment.At(nameof(ExperimentAttribute.Views)),
                views.At(),
                views.Type.Name,
                second is null ? string.Empty : " and '" + second.Type.Name + "' none either",
                Cropping(views, "Add for example ")
            );
            findings.Offer(
                views.Crop is { } crop
                    ? Edit.Set(views.At(crop, nameof(RandomResizedCropAttribute.MinScale)), UsualMinScale)
                    : Edit.AddBehind(views.At(), Crop)
            );
        }
    }

    /// <summary>Whether two families, of which one has no chance, leave the same of an image.</summary>
    private static bool DoesTheSame(ViewsModel views, ViewsModel others) =>
        Effects(views).SequenceEqual(Effects(others));

    /// <summary>The steps that do something to an image of the encoder's size, wherever they are written.</summary>
    private static IEnumerable<TransformStep> Effects(ViewsModel views) =>
        views
            .Steps.Where(step => step.Inertia is null && (step is not RandomResizedCropStep || step.IsRandom))
            .Select(step => step with { Attribute = AttributeIndex.None });

    /// <summary>
    /// How a family without a random crop gets one. Its crop, if it has any, takes the whole image and resizes alone.
    /// </summary>
    private static string Cropping(ViewsModel views, string add) =>
        views.Crop is null
            ? add + Crop
            : "Set for example "
                + nameof(RandomResizedCropAttribute.MinScale)
                + " = "
                + UsualMinScale
                + " on its "
                + Crop
                + ", which takes the whole image";

    /// <summary>Views that differ by a flip alone; where labels tell what belongs together, they still teach.</summary>
    private static void CheckFlips(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var (views, second) = (experiment.Views, experiment.SecondViews);
        if (
            experiment is not { ViewCount: > 1, NeedsLabels: false }
            || !analysis.IsSound(views)
            || (second is not null && !analysis.IsSound(second))
        )
        {
            return;
        }

        var random = views
            .Steps.Concat(second?.Steps ?? EquatableArray<TransformStep>.Empty)
            .Where(step => step.IsRandom);
        if (random.Any() && random.All(step => step is RandomHorizontalFlipStep))
        {
            findings.AddConflict(
                MethodRules.OnlyFlips,
                experiment.At(nameof(ExperimentAttribute.Views)),
                views.At(),
                views.Type.Name,
                Cropping(views, "Add ")
            );
        }
    }
}
