using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>PIRL: an image and its jigsaw both recognize the image's entry in the memory bank.</summary>
internal sealed class PirlStep : StepEmitter<Pirl>
{
    /// <inheritdoc/>
    public override string Summary(ExperimentModel experiment) =>
        "PIRL (Misra and van der Maaten, 2020, arXiv:1912.01991): an image and its "
        + (experiment.Pretext!.Jigsaw is null ? "rotation" : "jigsaw")
        + " both recognize the image's entry in a memory bank among those of others.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (experiment, head) = (layout.Model, layout.Model?.Pretext?.Head);
        layout.Network(
            "PatchHead",
            head?.Type,
            head is null ? null : ExperimentParts.NewHead(head, layout.Parts!.Encoder + ".FeatureSize"),
            "The head of the patches, of use in training only."
        );
        BankCode.AddMembers(layout);
        layout.Constant("Lambda", experiment?.Pretext?.Lambda, "λ, weight of the patches' term, from [Pirl].");
        if (experiment is null or { Pretext.Jigsaw: not null })
        {
            var jigsaw = experiment?.Pretext?.Jigsaw;
            layout.Constant("Grid", jigsaw?.Grid, "Cells along each side of the jigsaw, from [Jigsaw].");
            layout.Constant(
                "Cell",
                jigsaw?.Cell,
                "Side of a cell in pixels, as [Jigsaw] or the encoder's images have it."
            );
            layout.Constant(
                "Jitter",
                jigsaw?.Jitter,
                "By how many pixels a patch is smaller than its cell, and so may move inside it, from [Jigsaw]."
            );
        }

        layout.Constant(
            "MinScale",
            experiment?.Pretext?.Jigsaw?.MinScale ?? experiment?.Pretext?.Rotation?.MinScale,
            experiment is { Pretext.Rotation: not null }
                ? "Minimum share of the image that the rotated crop covers, from [Rotation]."
                : "Minimum share of the image that the jigsaw's crop covers, from [Jigsaw]."
        );
    }

    /// <inheritdoc/>
    public override void WriteViews(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("One random view of every image.");
        var lines = new CommentedLines();
        ViewsCode.AddPixels(lines, parts);
        var sampling = Sampling(parts);
        sampling.AddTo(lines, count: 1);
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(
            parts.Experiment.Pretext!.Jigsaw is not null
                ? "Another crop of it as a jigsaw: a patch of each cell at a random place, in random order. Then a random view of each patch."
                : "Another crop of it, rotated by a random multiple of 90 degrees; then a random view of that."
        );
        sampling.AddTo(lines, start: 1);
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        BankCode.WriteDraw(writer, parts);
        writer.WriteLine();
        writer.WriteComment(
            "One network for patches and image, whose projections are g and f of the paper."
                + (
                    parts.HasBatchNorm
                        ? " Running statistics mix both; the image comes last and weighs slightly more."
                        : string.Empty
                )
        );
        var lines = new CommentedLines();
        lines.Add(
            "var patchFeatures = Encoder.call(patches).view(-1, "
                + (experiment.Pretext!.Jigsaw is null ? "1" : "Grid * Grid")
                + ", "
                + parts.Encoder
                + ".FeatureSize);",
            Code.Of($"-> [B, {experiment.Patches}, {experiment.Encoder.Features}]")
        );
        lines.Add("var gPatches = PatchHead.call(patchFeatures);", "-> " + parts.ProjectionShape);
        lines.Add("var fImage = Projector.call(Encoder.call(view));", Flow(parts));
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("Both recognize the image's entry, never each other, against the same negatives.");
        lines.Add(BankCode.Compare("patchScores", "gPatches"), "-> [B] and " + BankCode.NegativesShape(parts));
        lines.Add(BankCode.Compare("imageScores", "fImage"));
        BankCode.AddNoise(lines, parts, "patchScores", "the patches'");
        lines.Add("var patchLoss = " + BankCode.Loss(parts, "patchScores") + ";", "-> []");
        lines.Add("var imageLoss = " + BankCode.Loss(parts, "imageScores") + ";", "-> []");
        lines.Add("var loss = Lambda * patchLoss + (1 - Lambda) * imageLoss;", "-> []");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "fImage, imageScores";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) =>
        BankCode.WriteUpdate(writer, "fImage");

    /// <inheritdoc/>
    public override ViewSampling Sampling(ExperimentParts parts)
    {
        var pretext = parts.Experiment.Pretext!;
        var size = parts.Encoder + ".ImageSize";
        var (name, sampled, patchSize) = pretext.Jigsaw is not null
            ? ("jigsaw", "Jigsaw.Sample(pixels, random, batch, view: 1, Grid, Cell, Jitter, MinScale)", "Cell - Jitter")
            : ("rotated", "Rotation.Sample(pixels, random, batch, view: 1, " + size + ", MinScale)", size);
        return new ViewSampling(
            [
                ("var view = " + parts.View(0) + ";", "-> " + parts.ViewShape),
                ("var " + name + " = " + Names.Augmentation + "." + sampled + ";", parts.PatchesShape),
                ("var patches = " + ExperimentParts.SampleView(pretext.Views, name, 2, patchSize) + ";", null),
            ],
            ["view", "patches"]
        );
    }
}
