namespace ContrastiveDsl.Language;

/// <summary>Checks that two encoders which are both trained make comparable projections of the same images.</summary>
internal static class KeyChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (experiment.KeyEncoder is not { } encoder || experiment.KeyProjector is not { } projector)
        {
            return;
        }

        var queries = experiment.Encoder;
        if (!analysis.IsSound(encoder) || !analysis.IsSound(queries))
        {
            return;
        }

        if (encoder.Channels != queries.Channels || encoder.ImageSize != queries.ImageSize)
        {
            findings.AddConflict(
                ShapeRules.KeyImages,
                findings.At(experiment.Attribute, nameof(EndToEndAttribute.KeyEncoder)),
                new Place(encoder.Type.Qualified, encoder.Attribute),
                encoder.Type.Name,
                Images(encoder),
                queries.Type.Name,
                Images(queries)
            );
            return;
        }

        CheckProjector(analysis, encoder, projector, findings);
    }

    private static string Images(EncoderModel encoder) =>
        Text.Of(encoder.ImageSize)
        + "×"
        + Text.Of(encoder.ImageSize)
        + " pixels and "
        + KindNames.Channels(encoder.Channels);

    private static void CheckProjector(
        ExperimentAnalysis analysis,
        EncoderModel encoder,
        HeadModel projector,
        FindingList findings
    )
    {
        var experiment = analysis.Model;
        var isNamed = projector.Type != experiment.Projector.Type;

        // The same head behind as many features has been checked with the queries.
        if (!isNamed && encoder.Features == experiment.Encoder.Features)
        {
            return;
        }

        var place = findings.At(
            experiment.Attribute,
            isNamed ? nameof(EndToEndAttribute.KeyProjector) : nameof(EndToEndAttribute.KeyEncoder)
        );
        if (projector.IsInputInferred)
        {
            FitChecks.CheckInferred(analysis, projector, place, findings);
        }

        if (!analysis.IsSound(projector))
        {
            return;
        }

        if (projector.Input != encoder.Features && encoder.Features > 0)
        {
            PatchHeadChecks.AddInput(projector, encoder, place, findings);
        }
        else
        {
            PatchHeadChecks.CheckOutput(analysis, projector, experiment.Projector, place, findings);
        }
    }
}
