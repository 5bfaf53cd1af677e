namespace ContrastiveDsl.Language;

/// <summary>Checks puzzles, rotations and grids of patches, and that the encoder can take what they make.</summary>
internal static class PatchChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Jigsaw is { } jigsaw)
        {
            CheckJigsaw(experiment, jigsaw, findings);
        }
        else if (experiment.Rotation is { } rotation)
        {
            CheckScale(rotation.Attribute, rotation.MinScale, findings);
        }

        if (experiment.Cpc is { } cpc)
        {
            CheckGrid(experiment, cpc, findings);
        }

        if (experiment.PatchHead is { } head && experiment.PatchViews is not null)
        {
            findings.Require(experiment.Lambda is >= 0 and <= 1, MethodRules.LossWeight, experiment.Attribute, "Lambda", "from 0 to 1", experiment.Lambda);
            CheckHead(experiment, head, findings);
        }
    }

    private static void CheckJigsaw(ExperimentModel experiment, JigsawModel jigsaw, FindingList findings)
    {
        var at = jigsaw.Attribute;
        Require(jigsaw.Grid is >= 2 and <= 16, at, "Grid", "from 2 to 16", Text.Of(jigsaw.Grid), findings);
        Require(jigsaw.Cell >= 1, at, "Cell", "1 or more", Text.Of(jigsaw.Cell), findings);
        CheckScale(at, jigsaw.MinScale, findings);
        if (jigsaw.Cell >= 1)
        {
            Require(jigsaw.Jitter >= 0 && jigsaw.Jitter < jigsaw.Cell, at, "Jitter", "from 0 to " + Text.Of(jigsaw.Cell - 1) + ", less than a cell of " + Text.Of(jigsaw.Cell) + " pixels", Text.Of(jigsaw.Jitter), findings);
        }

        if (!findings.HasErrors)
        {
            CheckFit(experiment, findings.At(at), "[Jigsaw]", jigsaw.PatchSize, "Raise Cell, or lower Jitter", findings);
        }
    }

    private static void CheckGrid(ExperimentModel experiment, CpcModel cpc, FindingList findings)
    {
        var (at, size) = (experiment.Attribute, experiment.Encoder.ImageSize);
        Require(cpc.Patch >= 1 && cpc.Patch <= size, at, "Patch", "from 1 to the " + Text.Of(size) + " pixels of an image", Text.Of(cpc.Patch), findings);
        Require(cpc.Stride >= 1, at, "Stride", "1 or more", Text.Of(cpc.Stride), findings);
        Require(cpc.ContextLayers is >= 1 and <= 64, at, "ContextLayers", "from 1 to 64", Text.Of(cpc.ContextLayers), findings);
        if (findings.HasErrors)
        {
            return;
        }

        var rows = cpc.Positions(size);
        Require(rows >= 2, at, "Patch", "so small that the grid has two rows or more", Text.Of(cpc.Patch), findings);
        if (rows >= 2)
        {
            Require(cpc.Steps >= 1 && cpc.Steps < rows, at, "Steps", "from 1 to " + Text.Of(rows - 1) + ", since the grid has " + Text.Of(rows) + " rows", Text.Of(cpc.Steps), findings);
            CheckFit(experiment, findings.At(at, "Patch"), "[Cpc]", cpc.Patch, "Raise Patch", findings);
        }
    }

    /// <summary>The encoder must take images of the patches' size.</summary>
    private static void CheckFit(ExperimentModel experiment, Target target, string maker, int patch, string fix, FindingList findings)
    {
        var encoder = experiment.Encoder;
        if (encoder.Kind == PartKind.Own || patch == encoder.ImageSize || encoder.Features < 1)
        {
            return;
        }

        var smallest = LayerChain.SmallestInput(encoder.Layers, encoder.Channels);
        var reason = DataChecks.WhatFixesTheSize(encoder) is { } fixing
            ? "takes images of " + Text.Of(encoder.ImageSize) + " pixels only: " + fixing + " fixes the size"
            : smallest > patch ? "needs at least " + Text.Of(smallest) : null;
        if (reason is not null)
        {
            var instead = smallest > patch ? fix : "End the encoder with [GlobalAveragePool]";
            findings.AddConflict(
                DataRules.PatchTooSmall, target, new Target(encoder.Type.Qualified, encoder.Attribute), maker, Text.Of(patch), encoder.Type.Name, reason, instead);
        }
    }

    private static void CheckHead(ExperimentModel experiment, HeadModel head, FindingList findings)
    {
        var target = findings.At(experiment.Attribute, "PatchHead");
        if (!FitChecks.IsSound(Rules.Validate(head)))
        {
            return;
        }

        if (head.Kind != PartKind.Own && head.Patches != experiment.Patches)
        {
            findings.AddConflict(
                ShapeRules.PatchCount,
                target,
                new Target(head.Type.Qualified, head.Attribute, "Patches"),
                head.Type.Name,
                Text.Of(head.Patches),
                Text.Of(head.Hidden),
                Text.Of((long)head.Patches * head.Hidden),
                experiment.Jigsaw is null ? "[Rotation]" : "[Jigsaw]",
                Text.Of(experiment.Patches));
        }

        if (!head.IsInputInferred && head.Input != experiment.Encoder.Features && experiment.Encoder.Features > 0)
        {
            findings.AddConflict(
                ShapeRules.ProjectorInput,
                target,
                new Target(head.Type.Qualified, head.Attribute, "Input"),
                head.Type.Name,
                Text.Of(head.Input),
                experiment.Encoder.Type.Name,
                Text.Of(experiment.Encoder.Features));
        }

        if (head.Output != experiment.Projector.Output && FitChecks.IsSound(Rules.Validate(experiment.Projector)))
        {
            findings.AddConflict(
                ShapeRules.PatchOutput,
                target,
                new Target(head.Type.Qualified, head.Attribute, "Output"),
                head.Type.Name,
                Text.Of(head.Output),
                Text.Of(experiment.Projector.Output),
                experiment.Projector.Type.Name);
        }
    }

    private static void CheckScale(int attribute, double scale, FindingList findings) =>
        Require(scale is > 0 and <= 1, attribute, "MinScale", "above 0 and at most 1", Text.Of(scale), findings);

    private static void Require(bool holds, int attribute, string setting, string condition, string value, FindingList findings)
    {
        if (!holds)
        {
            findings.Add(DataRules.PretextRange, findings.At(attribute, setting), setting, condition, value);
        }
    }
}
