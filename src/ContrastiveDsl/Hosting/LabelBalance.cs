using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Whether the labels of the images give a method that learns from them something to learn: two classes, and batches in
/// which an image meets another of its class.
/// </summary>
internal static class LabelBalance
{
    /// <summary>Below this share of images that meet one, the user is told.</summary>
    private const double Rarely = 0.5;

    /// <summary>Refuses labels that teach nothing, and says where they teach little.</summary>
    /// <param name="model">The experiment with the batch size of the run.</param>
    /// <param name="images">The images to train on.</param>
    /// <param name="labels">Where labels come from, if not from beside the images.</param>
    /// <param name="names">The names of the classes by their numbers, where they have some.</param>
    /// <param name="warnings">Where to say it.</param>
    /// <exception cref="InputException">All images are of one class.</exception>
    internal static void Require(
        ExperimentModel model,
        ImageSet images,
        string? labels,
        IReadOnlyList<string>? names,
        TextWriter warnings
    )
    {
        if (!model.NeedsLabels || images.Labels is null)
        {
            return;
        }

        var classes = HostTensor.Read<long>(images.Labels).Where(label => label >= 0).CountBy(label => label).ToArray();
        if (classes.Length == 1)
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"{(labels is null ? Verbs.DataOption : Verbs.LabelsOption)}: all {classes[0].Value} labeled training images are of one class ({LabelNames.Of([(int)classes[0].Key], names)}), so {model.MethodName} has nothing to tell apart. Bring images of two classes or more, or use {model.Method.WithoutLabels.Instead}."
                )
            );
        }

        var share = ShareWithPositive([.. classes.Select(pair => pair.Value)], images.Count, model.Training.BatchSize);
        if (share < Rarely)
        {
            warnings.WriteLine(
                $"warning: only {Say.Percent(share)} of the images meet another one of their class in their batch of {model.Training.BatchSize}, since there are {Say.Count(classes.Length)} classes; {model.MethodName} learns little from such labels. Enlarge the batch."
            );
        }
    }

    /// <summary>
    /// The share of the labeled images of a random batch that meet another one of their class in it, on average.
    /// </summary>
    /// <param name="classes">Images of each class.</param>
    /// <param name="all">All images, those without a label too, which take places of a batch like any other.</param>
    /// <param name="batch">Images of a batch, at most as many as there are.</param>
    internal static double ShareWithPositive(IReadOnlyList<int> classes, int all, int batch)
    {
        var labeled = classes.Sum(count => (long)count);
        return classes
            .GroupBy(count => count)
            .Sum(same => same.Count() * (double)same.Key / labeled * (1 - Alone(all, same.Key, batch)));
    }

    /// <summary>The chance that none of the others of a batch are of an image's class.</summary>
    private static double Alone(long all, int ofClass, int batch)
    {
        var chance = 1.0;
        for (var i = 0; i < batch - 1 && chance > 0; i++)
        {
            chance *= Math.Max(0, (double)(all - ofClass - i) / (all - 1 - i));
        }

        return chance;
    }
}
