namespace ContrastiveDsl.Language;

/// <summary>Checks jigsaws, rotations and grids of patches, and that the encoder can take what they make.</summary>
internal static class PatchChecks
{
    /// <summary>The most cells along a side of a jigsaw.</summary>
    public const int MaximumCells = 16;

    private const int MaximumSteps = 64;

    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        CheckSettings(experiment, findings);
        if (analysis.HasPatches && analysis.IsSound(experiment.Encoder))
        {
            CheckFit(experiment, findings);
        }

        if (experiment.Pretext is { Head: var head } pretext)
        {
            findings.Require(
                pretext.Lambda is >= 0 and <= 1,
                MethodRules.LossWeight,
                experiment.Attribute,
                nameof(PirlAttribute.Lambda),
                "from 0 to 1",
                pretext.Lambda
            );
            PatchHeadChecks.Check(analysis, head, findings);
        }
    }

    /// <summary>
    /// Whether an experiment has patches whose number and size can be trusted: of settings out of range, nothing else
    /// need be said.
    /// </summary>
    public static bool HasPatches(ExperimentModel experiment)
    {
        var findings = new FindingList(experiment.Type);
        CheckSettings(experiment, findings);
        return !findings.HasErrors
            && experiment.Encoder.ImageSize > 0
            && (experiment.Grid is not null || experiment.Patches > 0);
    }

    private static void CheckSettings(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Pretext?.Jigsaw is { } jigsaw)
        {
            CheckJigsaw(jigsaw, experiment.Encoder.ImageSize, findings);
        }
        else if (experiment.Pretext?.Rotation is { } rotation)
        {
            CheckScale(rotation.Attribute, rotation.MinScale, findings);
        }

        if (experiment.Grid is { } cpc)
        {
            CheckGrid(cpc, experiment.Attribute, experiment.Encoder.ImageSize, findings);
        }
    }

    private static void CheckJigsaw(JigsawModel jigsaw, int size, FindingList findings)
    {
        var at = jigsaw.Attribute;
        Require(
            jigsaw.Grid is >= 2 and <= MaximumCells,
            at,
            nameof(JigsawAttribute.Grid),
            "from 2 to " + Text.Of(MaximumCells),
            jigsaw.Grid,
            findings
        );
        CheckScale(at, jigsaw.MinScale, findings);

        // Without a size of its images, which the encoder lacks, there is no usual cell.
        if (
            size > 0
            && Require(
                jigsaw.Cell is >= 1 and <= Limits.Image,
                at,
                nameof(JigsawAttribute.Cell),
                "from 1 to " + Text.Of(Limits.Image),
                jigsaw.Cell,
                findings
            )
        )
        {
            Require(
                jigsaw.Jitter >= 0 && jigsaw.Jitter < jigsaw.Cell,
                at,
                nameof(JigsawAttribute.Jitter),
                (jigsaw.Cell > 1 ? "from 0 to " + Text.Of(jigsaw.Cell - 1) : "0")
                    + ", less than Cell = "
                    + Text.Of(jigsaw.Cell),
                jigsaw.Jitter,
                findings
            );
        }
    }

    private static void CheckGrid(GridModel cpc, int at, int size, FindingList findings)
    {
        // What the network does not have is reported as unused.
        if (cpc.Context == ContextKind.MaskedConvolution)
        {
            Require(
                cpc.ContextLayers is >= 1 and <= MaximumSteps,
                at,
                nameof(CpcAttribute.ContextLayers),
                "from 1 to " + Text.Of(MaximumSteps),
                cpc.ContextLayers,
                findings
            );
        }

        if (
            size > 0
            && Require(
                cpc.Patch >= 1 && cpc.Patch <= size,
                at,
                nameof(CpcAttribute.Patch),
                "from 1 to the " + Text.Of(size) + " pixels of an image",
                cpc.Patch,
                findings
            )
            && Require(cpc.Stride >= 1, at, nameof(CpcAttribute.Stride), "1 or more", cpc.Stride, findings)
        )
        {
            CheckRows(cpc, at, size, findings);
        }
    }

    private static void CheckRows(GridModel cpc, int at, int size, FindingList findings)
    {
        var rows = cpc.Positions(size);
        if (rows >= 2)
        {
            var range = rows == 2 ? "1" : "from 1 to " + Text.Of(rows - 1);
            Require(
                cpc.Steps >= 1 && cpc.Steps < rows,
                at,
                nameof(CpcAttribute.Steps),
                range + ", since the grid has " + Text.Of(rows) + " rows",
                cpc.Steps,
                findings
            );
        }
        else if (cpc.Stride > cpc.Patch && cpc.Patch < size)
        {
            Require(
                false,
                at,
                nameof(CpcAttribute.Stride),
                "from 1 to " + Text.Of(size - cpc.Patch) + ", so that the grid has two rows or more",
                cpc.Stride,
                findings
            );
        }
        else
        {
            Require(
                false,
                at,
                nameof(CpcAttribute.Patch),
                "so small that the grid has two rows or more",
                cpc.Patch,
                findings
            );
        }
    }

    /// <summary>The encoder must take images of the patches' size; a rotated image has its own.</summary>
    private static void CheckFit(ExperimentModel experiment, FindingList findings)
    {
        var encoder = experiment.Encoder;
        var (patch, place, maker, fix) = experiment.Grid is { } cpc
            ? (cpc.Patch, findings.At(experiment.Attribute, nameof(CpcAttribute.Patch)), "[Cpc]", "Raise Patch")
            : (
                experiment.PatchSize,
                findings.At(experiment.Pretext?.Jigsaw?.Attribute ?? -1),
                "[Jigsaw]",
                "Raise Cell, or lower Jitter"
            );
        if (encoder.Kind != PartKind.Custom && patch != encoder.ImageSize && Misfit(encoder, patch, fix) is { } misfit)
        {
            findings.AddConflict(
                DataRules.PatchTooSmall,
                place,
                new Place(encoder.Type.Qualified, encoder.Attribute),
                maker,
                Text.Of(patch),
                encoder.Type.Name,
                misfit.Reason,
                misfit.Instead
            );
        }
    }

    /// <summary>
    /// Why an encoder cannot take images of another size than its own, and what to do instead; or
    /// <see langword="null"/>.
    /// </summary>
    private static (string Reason, string Instead)? Misfit(EncoderModel encoder, int patch, string fix)
    {
        if (DataChecks.WhatFixesTheSize(encoder) is { } fixing)
        {
            var instead = encoder.Transformer is null
                ? "End the encoder with [GlobalAveragePool]"
                : "Use a convolutional encoder";
            return (
                "takes images of " + Text.Of(encoder.ImageSize) + " pixels only: " + fixing + " fixes the size",
                instead
            );
        }

        var minimum = LayerChain.MinimumInput(encoder.Layers, encoder.Channels);
        return minimum > patch ? ("needs at least " + Text.Of(minimum), fix) : null;
    }

    private static void CheckScale(int attribute, double scale, FindingList findings)
    {
        if (!(scale is > 0 and <= 1))
        {
            findings.Add(
                DataRules.PretextRange,
                findings.At(attribute, nameof(JigsawAttribute.MinScale)),
                nameof(JigsawAttribute.MinScale),
                "above 0 and at most 1",
                Text.Of(scale)
            );
        }
    }

    private static bool Require(
        bool holds,
        int attribute,
        string setting,
        string condition,
        int value,
        FindingList findings
    )
    {
        if (!holds)
        {
            findings.Add(DataRules.PretextRange, findings.At(attribute, setting), setting, condition, Text.Of(value));
        }

        return holds;
    }
}
