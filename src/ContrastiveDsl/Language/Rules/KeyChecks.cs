namespace ContrastiveDsl.Language;

/// <summary>Checks that two encoders which are both trained make comparable projections of the same images.</summary>
internal static class KeyChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.KeyEncoder is not { } encoder || experiment.KeyProjector is not { } projector)
        {
            return;
        }

        var (queries, at) = (experiment.Encoder, experiment.Attribute);
        if (!FitChecks.IsSound(Rules.Validate(encoder)) || !FitChecks.IsSound(Rules.Validate(queries)))
        {
            return;
        }

        if (encoder.Channels != queries.Channels || encoder.ImageSize != queries.ImageSize)
        {
            findings.AddConflict(
                ShapeRules.KeyImages,
                findings.At(at, "KeyEncoder"),
                new Target(encoder.Type.Qualified, encoder.Attribute),
                encoder.Type.Name,
                Images(encoder),
                queries.Type.Name,
                Images(queries));
            return;
        }

        CheckProjector(experiment, encoder, projector, findings);
    }

    private static string Images(EncoderModel encoder) =>
        Text.Of(encoder.ImageSize) + "×" + Text.Of(encoder.ImageSize) + " pixels and " + KindNames.Channels(encoder.Channels);

    private static void CheckProjector(ExperimentModel experiment, EncoderModel encoder, HeadModel projector, FindingList findings)
    {
        var named = projector.Type != experiment.Projector.Type;
        var target = findings.At(experiment.Attribute, named ? "KeyProjector" : "KeyEncoder");
        if (!FitChecks.IsSound(Rules.Validate(projector)) || !FitChecks.IsSound(Rules.Validate(experiment.Projector)))
        {
            return;
        }

        if (projector.Input != encoder.Features && encoder.Features > 0)
        {
            findings.AddConflict(
                ShapeRules.ProjectorInput,
                target,
                new Target(projector.Type.Qualified, projector.Attribute, "Input"),
                projector.Type.Name,
                Text.Of(projector.Input),
                encoder.Type.Name,
                Text.Of(encoder.Features));
        }
        else if (projector.Output != experiment.Projector.Output)
        {
            findings.AddConflict(
                ShapeRules.PatchOutput,
                target,
                new Target(projector.Type.Qualified, projector.Attribute, "Output"),
                projector.Type.Name,
                Text.Of(projector.Output),
                Text.Of(experiment.Projector.Output),
                experiment.Projector.Type.Name);
        }
    }
}
