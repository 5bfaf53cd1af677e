using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// The linear probe: how well a linear classifier tells the classes of features that are no longer trained. Rate and
/// weight decay are chosen by labels set aside among those to train with, never by those to test with.
/// </summary>
public static class LinearProbe
{
    /// <summary>From so many images on one part set aside tells enough; below, each part is set aside once.</summary>
    private const int EnoughForOneSplit = 5000;

    /// <summary>Fewer images that may be set aside choose nothing.</summary>
    private const int FewestToChooseBy = 4;

    /// <summary>
    /// Chooses a setting on a part of the labels that is set aside (with few labels on each part in turn:
    /// cross-validation), and trains with it on all of them.
    /// </summary>
    /// <param name="train">The features and their labels.</param>
    /// <param name="classes">C, more than the largest label.</param>
    /// <param name="options">How to train, and the settings to try.</param>
    /// <param name="random">Gives the parts and the order of the images.</param>
    /// <returns>The probe; its tensors belong to the current dispose scope.</returns>
    public static FittedProbe Fit(FeatureSet train, int classes, ProbeOptions options, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, train.Classes);
        using var scope = NewDisposeScope();
        var (setting, accuracy, images) = Choose(train, classes, options, random);
        var regressions = SoftmaxRegressions.Train(train, classes, [setting], options, random);
        return new FittedProbe(regressions.Classifier(0).MoveToOuterScope(), setting, accuracy, images);
    }

    /// <summary>In words how <see cref="Fit"/> chooses among so many labels.</summary>
    internal static string Choosing(int images, ProbeOptions options)
    {
        var how =
            images >= EnoughForOneSplit
                ? FormattableString.Invariant($"chosen on a {options.Folds}th of the training labels, set aside")
                : FormattableString.Invariant($"chosen by {options.Folds}-fold cross-validation among these labels");
        return FormattableString.Invariant(
            $"{how}, or where most are the only one of their class rate {options.Fallback.LearningRate} and weight decay {options.Fallback.WeightDecay}"
        );
    }

    private static (ProbeSetting Setting, double? Accuracy, int Images) Choose(
        FeatureSet train,
        int classes,
        ProbeOptions options,
        RandomSource random
    )
    {
        var settings = options.Settings;
        var spare = Spare(train);
        if (settings.Count == 1 || spare.Length < FewestToChooseBy || 2 * spare.Length < train.Count)
        {
            return (settings.Count == 1 ? settings[0] : options.Fallback, null, 0);
        }

        var folds = Math.Min(options.Folds, spare.Length);
        var foldOf = LabelDraw.Folds([.. spare.Select(place => train.ClassOf[place])], folds, random);
        var (right, loss, images) = (new double[settings.Count], new double[settings.Count], 0);
        for (var fold = 0; fold < (train.Count >= EnoughForOneSplit ? 1 : folds); fold++)
        {
            using var scope = NewDisposeScope();
            int[] places = [.. spare.Where((_, i) => foldOf[i] == fold)];
            var aside = train.Select(places);
            var rest = train.Select([.. Enumerable.Range(0, train.Count).Except(places)]);
            var regressions = SoftmaxRegressions.Train(rest, classes, settings, options, random);
            var (accuracies, losses) = regressions.Measure(aside);
            images += aside.Count;
            for (var i = 0; i < settings.Count; i++)
            {
                right[i] += accuracies[i] * aside.Count;
                loss[i] += losses[i] * aside.Count;
            }
        }

        // Of settings that classify alike the surer one. A diverged one has a loss that is no number, and is never it.
        var best = Enumerable
            .Range(0, settings.Count)
            .MinBy(i => (-right[i], double.IsNaN(loss[i]) ? double.PositiveInfinity : loss[i]));
        return (settings[best], right[best] / images, images);
    }

    /// <summary>
    /// The images that may be set aside: not the only one of a class, without which the rest would lack the class.
    /// </summary>
    private static int[] Spare(FeatureSet train)
    {
        var sizes = train.ClassOf.CountBy(label => label).ToDictionary();
        return [.. Enumerable.Range(0, train.Count).Where(place => sizes[train.ClassOf[place]] > 1)];
    }
}
