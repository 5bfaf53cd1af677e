namespace ContrastiveDsl.Language;

/// <summary>Checks the batch against the method and the data.</summary>
internal static class BatchChecks
{
    private const int FewestUsual = 64;

    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var batch = experiment.Training.BatchSize;
        if (batch < 1)
        {
            return;
        }

        var target = findings.At(experiment.Training.Attribute, "BatchSize");
        var method = MethodNames.Of(experiment.Method);

        // What an own loss compares with, nobody knows.
        if (experiment.Loss.Kind == PartKind.Catalogue && batch < 2)
        {
            findings.Add(MethodRules.NoNegatives, target, Text.Of(batch), method);
        }
        else if (experiment.Loss.Kind == PartKind.Catalogue && batch < FewestUsual)
        {
            findings.Add(MethodRules.FewNegatives, target, Text.Of(batch), method, Text.Of((2L * batch) - 2));
        }

        CheckSplits(experiment, target, findings);
        CheckImages(experiment, target, findings);
    }

    private static void CheckSplits(ExperimentModel experiment, Target target, FindingList findings)
    {
        var (encoder, batch) = (experiment.Encoder, experiment.Training.BatchSize);
        // Of an own module, and of one without batch normalisation, nothing is split.
        if (encoder.SplitBatchNorm is not { Splits: >= SplitBatchNormModel.FewestSplits } split || !SplitNorms.HasBatchNorm(encoder.Layers))
        {
            return;
        }

        // Two images a part are the fewest that have a variance.
        var fewest = 2L * split.Splits;
        if (batch == split.Splits)
        {
            findings.Add(ShapeRules.SingleImageSplits, target, Text.Of(batch), Text.Of(split.Splits), encoder.Type.Name, Text.Of(fewest));
        }
        else if (batch % split.Splits != 0)
        {
            var below = (long)batch / split.Splits * split.Splits;
            var usable = below < fewest ? Text.Of(fewest) : Text.Of(below) + " or " + Text.Of(below + split.Splits);
            findings.Add(ShapeRules.UnevenSplits, target, Text.Of(batch), Text.Of(split.Splits), encoder.Type.Name, usable);
        }
    }

    private static void CheckImages(ExperimentModel experiment, Target batch, FindingList findings)
    {
        if (experiment.Images is not { } images)
        {
            return;
        }

        if (images.Count < 0 || images.Classes < 0)
        {
            findings.RequireBetween(DataRules.ImagesOutOfRange, images.Attribute, "Count", images.Count, 0);
            findings.RequireBetween(DataRules.ImagesOutOfRange, images.Attribute, "Classes", images.Classes, 0);
        }
        else if (images.Count > 0 && images.Count < experiment.Training.BatchSize)
        {
            findings.AddConflict(
                DataRules.BatchExceedsImages,
                batch,
                findings.At(images.Attribute, "Count"),
                Text.Of(experiment.Training.BatchSize),
                Text.Of(images.Count));
        }
    }
}
