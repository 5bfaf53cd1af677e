using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks how the augmentation families of an experiment fit its encoder, its patches and each other. A family with a
/// fault of its own is left out.
/// </summary>
internal static class ViewsFitChecks
{
    private const string Crop = "[RandomResizedCrop]";

    /// <summary>Smallest share of the image in a crop, as MoCo has it.</summary>
    private const string UsualMinScale = "0.2";

    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="hasEncoder">Whether it is known what its encoder takes.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(ExperimentAnalysis analysis, bool hasEncoder, FindingList findings)
    {
        var experiment = analysis.Model;
        if (hasEncoder)
        {
            CheckViews(analysis, experiment.Views, nameof(ExperimentAttribute.Views), findings);
            CheckViews(analysis, experiment.SecondViews, nameof(ExperimentAttribute.SecondViews), findings);
            CheckPatchViews(analysis, findings);
            CheckSecondNormalize(analysis, findings);
            CheckLocalViews(analysis, findings);
        }

        CheckChance(analysis, findings);
        CheckFlips(analysis, findings);
    }

    /// <summary>
    /// One family for both views must have chance; of two, one may leave the images as they are, but not both. Where
    /// labels tell what belongs together, equal views still teach.
    /// </summary>
    private static void CheckChance(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var (views, second) = (experiment.Views, experiment.SecondViews);
        if (
            experiment is { ViewCount: > 1, NeedsLabels: false }
            && analysis.IsSound(views)
            && !views.Steps.Any(step => step.IsRandom)
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

    private static void CheckViews(
        ExperimentAnalysis analysis,
        ViewsModel? views,
        string argument,
        FindingList findings
    )
    {
        if (views is null || !analysis.IsSound(views))
        {
            return;
        }

        var experiment = analysis.Model;
        var place = experiment.At(argument);
        CheckChannels(experiment, views, place, findings);
        if (experiment.Grid is null || PatchChecks.AreSound(experiment, findings))
        {
            var images = experiment.Grid is null
                ? ("'" + experiment.Encoder.Type.Name + "' takes images", "the encoder")
                : ("[" + experiment.Method.Facts.Word + "] cuts patches", "the patches");
            CheckCrop(views, place, experiment.ViewSize, images, findings);
            CheckBlur(experiment, views, place, experiment.ViewSize, findings);
        }
    }

    private static void CheckPatchViews(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (
            experiment.Pretext is not { } pretext
            || !PatchChecks.AreSound(experiment, findings)
            || !analysis.IsSound(pretext.Views)
        )
        {
            return;
        }

        var (patches, size) = (pretext.Views, pretext.Transform.PatchSize);
        var place = experiment.At(nameof(PatchExperimentAttribute.PatchViews));
        CheckCrop(patches, place, size, (pretext.Transform.Maker + " makes patches", "the patches"), findings);
        CheckBlur(experiment, patches, place, size, findings);

        // One family for images and patches has been checked by its channels.
        if (patches.Type != experiment.Views.Type)
        {
            CheckChannels(experiment, patches, place, findings);
            CheckNormalize(
                analysis,
                patches,
                (nameof(PatchExperimentAttribute.PatchViews), "patches and images"),
                findings
            );
        }
    }

    /// <summary>How small they are is no matter here.</summary>
    private static void CheckLocalViews(ExperimentAnalysis analysis, FindingList findings)
    {
        const string argument = nameof(MultiCropExperimentAttribute.LocalViews);
        var experiment = analysis.Model;
        if (experiment.LocalViews is not { Views: var local } || !analysis.IsSound(local))
        {
            return;
        }

        CheckBlur(experiment, local, experiment.At(argument), experiment.LocalSize, findings);

        // A family of large views, too, has been checked by its channels.
        if (local.Type != experiment.Views.Type && local.Type != experiment.SecondViews?.Type)
        {
            CheckChannels(experiment, local, experiment.At(argument), findings);
            CheckNormalize(analysis, local, (argument, "large and local views"), findings);
        }
    }

    /// <summary>Of two encoders, each may have images in a range of its own.</summary>
    private static void CheckSecondNormalize(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (
            experiment.SecondViews is { } second
            && second.Type != experiment.Views.Type
            && (experiment.KeyEncoder is null || experiment.KeyEncoder.Type == experiment.Encoder.Type)
            && analysis.IsSound(second)
        )
        {
            CheckNormalize(analysis, second, (nameof(ExperimentAttribute.SecondViews), "the two views"), findings);
        }
    }

    private static void CheckNormalize(
        ExperimentAnalysis analysis,
        ViewsModel others,
        (string Argument, string What) of,
        FindingList findings
    )
    {
        var experiment = analysis.Model;
        var views = experiment.Views;
        if (!analysis.IsSound(views) || HasOtherChannels(experiment, views) || HasOtherChannels(experiment, others))
        {
            return;
        }

        var (expected, actual) = (views.Normalize, others.Normalize);
        if (expected?.Mean != actual?.Mean || expected?.Std != actual?.Std)
        {
            findings.AddConflict(
                DataRules.OtherNormalize,
                experiment.At(of.Argument),
                others.At(),
                others.Type.Name,
                views.Type.Name,
                of.What
            );
            if (expected is not null && actual is null)
            {
                findings.Offer(Edit.AddBehind(new Place(others.Type.Qualified), Source(expected)));
            }
        }
    }

    private static string Source(NormalizeStep step) =>
        step.Mean.Count == 1
            ? "[Normalize(" + Text.Of(step.Mean[0]) + ", " + Text.Of(step.Std[0]) + ")]"
            : "[Normalize(["
                + string.Join(", ", step.Mean.Select(Text.Of))
                + "], ["
                + string.Join(", ", step.Std.Select(Text.Of))
                + "])]";

    /// <summary>What is reported as such already.</summary>
    private static bool HasOtherChannels(ExperimentModel experiment, ViewsModel views) =>
        views.Normalize is { } normalize && normalize.Mean.Count != experiment.Encoder.Channels;

    private static void CheckCrop(
        ViewsModel views,
        Place place,
        int expected,
        (string Source, string Owner) images,
        FindingList findings
    )
    {
        if (views.Crop is not { Size: not 0 } crop || crop.Size == expected)
        {
            return;
        }

        findings.AddConflict(
            DataRules.CropSize,
            place,
            views.At(crop, nameof(RandomResizedCropAttribute.Size)),
            views.Type.Name,
            Text.Of(crop.Size),
            images.Source,
            Text.Of(expected),
            images.Owner
        );
        findings.Offer(Edit.Remove(views.At(crop, nameof(RandomResizedCropAttribute.Size))));
    }

    private static void CheckChannels(ExperimentModel experiment, ViewsModel views, Place place, FindingList findings)
    {
        var encoder = experiment.Encoder;
        foreach (var step in views.Steps)
        {
            var related = views.At(step);
            if (encoder.Channels == 1 && step.ColorSetting is { } colors)
            {
                findings.AddConflict(
                    DataRules.NoColors,
                    place,
                    related,
                    colors,
                    encoder.Type.Name,
                    WithoutColors(step)
                );
                OfferWithoutColors(step, views, encoder.Channels, findings);
            }
            else if (encoder.Channels is not (1 or 3) && step.RgbSetting is { } rgb)
            {
                findings.AddConflict(
                    DataRules.NeedsRgb,
                    place,
                    related,
                    rgb,
                    encoder.Type.Name,
                    Text.Channels(encoder.Channels),
                    WithoutColors(step)
                );
                OfferWithoutColors(step, views, encoder.Channels, findings);
            }
        }

        if (views.Normalize is { } normalize && HasOtherChannels(experiment, views))
        {
            findings.AddConflict(
                ShapeRules.NormalizeChannels,
                place,
                views.At(normalize),
                views.Type.Name,
                Text.Channels(normalize.Mean.Count),
                encoder.Type.Name,
                Text.Of(encoder.Channels),
                Text.Of(normalize.Mean.Count)
            );
        }

        // Of a preset nobody wrote what could be removed.
        string WithoutColors(TransformStep step) =>
            views.IsOfPreset(step)
                ? "Write " + step.WithoutColors(encoder.Channels) + " beside the preset"
                : "Remove it";
    }

    /// <summary>Takes away what changes colors; what a preset brings is written nowhere.</summary>
    private static void OfferWithoutColors(TransformStep step, ViewsModel views, int channels, FindingList findings)
    {
        if (views.IsOfPreset(step))
        {
            return;
        }

        var place = views.At(step);
        var arguments = step.ColorArguments(channels);
        findings.Offer(
            arguments.Count == 0
                ? [Edit.Remove(place)]
                : [.. arguments.Select(name => Edit.Remove(place with { Argument = name }))]
        );
    }

    private static void CheckBlur(
        ExperimentModel experiment,
        ViewsModel views,
        Place place,
        int expected,
        FindingList findings
    )
    {
        var size = views.StatedCropSize > 0 ? views.StatedCropSize : expected;
        foreach (var step in views.Steps)
        {
            if (step is GaussianBlurStep blur && blur.Kernel / 2 >= size)
            {
                findings.AddConflict(
                    DataRules.BlurTooLarge,
                    place,
                    views.At(step, nameof(GaussianBlurAttribute.Kernel)),
                    views.Type.Name,
                    Text.Of(blur.Kernel),
                    Text.Of((2 * size) - 1),
                    Text.Of(size),
                    experiment.Type.Name,
                    views.IsOfPreset(step)
                        ? "Write " + blur.WithKernel((2 * size) - 1) + " beside the preset"
                        : "Set Kernel = " + Text.Of((2 * size) - 1) + " or less"
                );
                // A tenth of the image, as the papers have it.
                findings.Offer(
                    Edit.Set(
                        views.At(step, nameof(GaussianBlurAttribute.Kernel)),
                        Text.Of(size < 30 ? Math.Min(3, (2 * size) - 1) : (size / 10) | 1)
                    )
                );
            }
        }
    }
}
