using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks what is known of the images: what the experiment states, and what is seen once they are opened.
/// </summary>
internal static class DataChecks
{
    /// <summary>Checks what an experiment states of its images.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="images">What it states.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckStated(ExperimentModel experiment, ImagesModel images, FindingList findings)
    {
        var training = experiment.Training;
        var isCounted = Require(nameof(ImagesAttribute.Count), images.Count);
        if (
            Require(nameof(ImagesAttribute.Classes), images.Classes)
            && isCounted
            && images.Count > 0
            && images.Count < training.BatchSize
        )
        {
            AddTooFew(training, images, findings);
        }

        bool Require(string setting, int value) =>
            findings.RequireBetween(DataRules.ImagesOutOfRange, images.Attribute, setting, value, 0);
    }

    /// <summary>The batch is at fault; but no batch is small enough for a single image.</summary>
    private static void AddTooFew(TrainingModel training, ImagesModel images, FindingList findings)
    {
        var batch = findings.At(training.Attribute, nameof(TrainingAttribute.BatchSize));
        var count = findings.At(images.Attribute, nameof(ImagesAttribute.Count));
        var (size, all) = (Text.Of(training.BatchSize), Text.Of(images.Count));
        if (images.Count == 1)
        {
            const string needed = "Training needs two images at least";
            findings.AddConflict(DataRules.BatchExceedsImages, count, batch, size, "is 1 image", needed);
            return;
        }

        var advice = $"Set BatchSize = {all} or less";
        findings.AddConflict(DataRules.BatchExceedsImages, batch, count, size, $"are {all} images", advice);
        findings.Offer(Edit.Set(batch, all));
    }

    /// <summary>Checks an experiment against images that have been opened: channels, labels and sizes.</summary>
    public static void CheckOpened(ExperimentModel experiment, ImagesModel images, FindingList findings)
    {
        var encoder = experiment.Encoder;
        if (images.Channels != encoder.Channels)
        {
            findings.AddConflict(
                ShapeRules.DataChannels,
                experiment.At(nameof(ExperimentAttribute.Encoder)),
                encoder.At(nameof(EncoderAttribute.Channels)),
                encoder.Type.Name,
                Text.Channels(encoder.Channels),
                Text.Of(images.Channels)
            );
        }

        if (experiment.NeedsLabels && images.Classes == 0)
        {
            var (argument, instead) = experiment.Method.WithoutLabels;
            findings.Add(MethodRules.MissingLabels, experiment.At(argument), experiment.Method.Facts.Name, instead);
        }

        if (images.Height > 0 && images.Width > 0)
        {
            CheckSize(experiment, images, findings);
        }
    }

    private static void CheckSize(ExperimentModel experiment, ImagesModel images, FindingList findings)
    {
        var encoder = experiment.Encoder;
        var differs = images.Height != encoder.ImageSize || images.Width != encoder.ImageSize;
        var misfit = encoder.Form.MisfitOf(encoder, images.Height, images.Width);
        var crops = experiment.Grid is null && experiment.Families.All(views => views.Crop is not null);
        if (differs && (!crops || misfit is not null))
        {
            AddSize(experiment, images, misfit, findings);
            return;
        }

        var side = Math.Min(images.Height, images.Width);
        if (crops && experiment.CropSize > 2 * side)
        {
            findings.Add(
                DataRules.Enlarges,
                experiment.At(nameof(ExperimentAttribute.Views)),
                Text.Of(experiment.CropSize),
                Text.Of(side),
                Text.Of((experiment.CropSize + (side / 2)) / side),
                encoder.Type.Name
            );
        }
    }

    private static void AddSize(
        ExperimentModel experiment,
        ImagesModel images,
        EncoderMisfit? misfit,
        FindingList findings
    )
    {
        var encoder = experiment.Encoder;
        var sizes = misfit?.Sizes ?? [];
        var resize = "Resize the data" + (sizes.Count > 0 ? " to " + Text.Choice(sizes) : string.Empty);
        var (reason, instead) =
            experiment.Grid is not null ? ("the grid of patches is that of its images", resize)
            : misfit is not null ? ("it " + misfit.Reason, resize)
            : ("the views do not crop", "Add [RandomResizedCrop] to its views");
        findings.AddConflict(
            ShapeRules.DataSize,
            experiment.At(nameof(ExperimentAttribute.Encoder)),
            encoder.At(nameof(EncoderAttribute.ImageSize)),
            encoder.Type.Name,
            Text.Of(encoder.ImageSize),
            Text.Of(images.Height),
            Text.Of(images.Width),
            reason,
            images.Height == images.Width && sizes.Count == 0
                ? "Set ImageSize = " + Text.Of(images.Height) + " on it"
                : instead
        );
    }
}
