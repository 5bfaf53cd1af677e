namespace ContrastiveDsl.Language;

/// <summary>
/// Checks a head of patches against what makes them, against the encoder before it, and against the head of the image
/// beside it.
/// </summary>
internal static class PatchHeadChecks
{
    /// <summary>Checks the head of one experiment.</summary>
    public static void Check(ExperimentAnalysis analysis, HeadModel head, FindingList findings)
    {
        var experiment = analysis.Model;
        if (!analysis.IsSound(head))
        {
            return;
        }

        var place = findings.At(experiment.Attribute, nameof(PirlAttribute.PatchHead));
        if (head.Kind != PartKind.Custom && analysis.HasPatches && head.Patches != experiment.Patches)
        {
            AddCount(experiment, head, place, findings);
        }

        var encoder = experiment.Encoder;
        if (
            !head.IsInputInferred
            && head.Input != encoder.Features
            && encoder.Features > 0
            && analysis.IsSound(encoder)
        )
        {
            AddInput(head, encoder, place, findings);
        }

        CheckOutput(analysis, head, experiment.Projector, place, findings);
    }

    /// <summary>Checks that a head returns vectors of the size of those that it is compared with.</summary>
    public static void CheckOutput(
        ExperimentAnalysis analysis,
        HeadModel head,
        HeadModel projector,
        Place place,
        FindingList findings
    )
    {
        if (head.Output != projector.Output && analysis.IsSound(projector))
        {
            findings.AddConflict(
                ShapeRules.PatchOutput,
                place,
                new Place(head.Type.Qualified, head.Attribute, nameof(HeadAttribute.Output)),
                head.Type.Name,
                Text.Of(head.Output),
                Text.Of(projector.Output),
                projector.Type.Name,
                head.Kind == PartKind.Layers
                    ? "End it with [Linear(" + Text.Of(projector.Output) + ")]"
                    : "Set Output = " + Text.Of(projector.Output)
            );
        }
    }

    /// <summary>Adds that a head's stated input is not what the encoder before it returns.</summary>
    public static void AddInput(HeadModel head, EncoderModel encoder, Place place, FindingList findings) =>
        findings.AddConflict(
            ShapeRules.ProjectorInput,
            place,
            new Place(head.Type.Qualified, head.Attribute, nameof(HeadAttribute.Input)),
            head.Type.Name,
            Text.Of(head.Input),
            encoder.Type.Name,
            Text.Of(encoder.Features)
        );

    private static void AddCount(ExperimentModel experiment, HeadModel head, Place place, FindingList findings) =>
        findings.AddConflict(
            ShapeRules.PatchCount,
            place,
            new Place(head.Type.Qualified, head.Attribute, nameof(PatchHeadAttribute.Patches)),
            head.Type.Name,
            Text.Of(head.Patches),
            Text.Of(head.Hidden),
            Text.Of((long)head.Patches * head.Hidden),
            experiment.Pretext?.Jigsaw is null ? "[Rotation]" : "[Jigsaw]",
            experiment.Patches == 1 ? "a single patch" : Text.Of(experiment.Patches) + " patches",
            Text.Of(experiment.Patches)
        );
}
