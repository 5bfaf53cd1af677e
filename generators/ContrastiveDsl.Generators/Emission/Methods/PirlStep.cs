using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>PIRL: an image and its jigsaw both recognize the image's entry in the memory bank.</summary>
internal sealed class PirlStep : StepEmitter<Pirl>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "an image and its "
        + CodeOf(experiment).Noun
        + " both recognize the image's entry among those of a memory bank.";

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
        layout.Constant(
            "Lambda",
            (experiment?.Method as PirlModel)?.Lambda,
            "λ, weight of the patches' term" + Provenance.Of<PirlAttribute>(experiment, nameof(PirlAttribute.Lambda))
        );
        PretextCode.Of(experiment?.Pretext?.Transform).AddMembers(layout);
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        BankCode.WriteDraw(writer, parts);
        writer.WriteLine();
        writer.WriteComment(
            "One network for patches and image, whose projections are g and f of the paper."
                + (
                    parts.HasBatchNorm
                        ? " Batch normalization's running statistics mix both; the image comes last and weighs slightly more."
                        : string.Empty
                )
        );
        var lines = new CommentedLines();
        AddImagesAndPatches(writer, lines, parts);
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(
            "Both recognize the image's entry, never each other, against the same negatives: cosines with entries of the bank."
        );
        lines.Add(BankCode.Compare("patchScores", "gPatches"), "-> [B] and " + BankCode.NegativesShape(parts));
        lines.Add(BankCode.Compare("imageScores", "fImage"));
        BankCode.AddNoise(writer, lines, parts, "patchScores", "the patches'");
        lines.Add("var patchLoss = " + BankCode.Loss(parts, "patchScores") + ";", "-> []");
        lines.Add("var imageLoss = " + BankCode.Loss(parts, "imageScores") + ";", "-> []");
        lines.Add("var loss = Lambda * patchLoss + (1 - Lambda) * imageLoss;", "-> []");
        lines.WriteTo(writer);
    }

    private static void AddImagesAndPatches(IndentedWriter writer, CommentedLines lines, ExperimentParts parts)
    {
        var (experiment, count) = (parts.Experiment, CodeOf(parts.Experiment).Count);
        var shape = Code.Of($"-> [B, {experiment.Pretext!.Transform.Patches}, {experiment.Encoder.Features}]");
        if (MicroBatchCode.Caches(parts))
        {
            var pass = new MicroBatchPass(
                [(Features("micro[1].flatten(0, 1)"), MicroBatchCode.Micro(shape))],
                [
                    (
                        "[PatchHead.call(patchFeatures), " + Projection("micro[0]") + "]",
                        MicroBatchCode.Micro("-> 2 x " + parts.ProjectionShape)
                    ),
                ]
            );
            var views = "[view, patches.unflatten(0, -1, " + count + ")]";
            MicroBatchCode.WriteEmbedding(writer, parts, "z", "Encoder, Projector, PatchHead", pass, views);
            writer.WriteLine();
            lines.Add("var (gPatches, fImage) = run.World.Gather(z[0], z[1]);", GatheredShape(parts));
            return;
        }

        lines.Add(Features("patches"), ShareShape.Of(shape));
        lines.Add("var gPatches = PatchHead.call(patchFeatures);", ShareShape.Of("-> " + parts.ProjectionShape));
        lines.Add("var fImage = " + Projection("view") + ";", Flow(parts));
        lines.Add(Gathered("gPatches", "fImage"), GatheredShape(parts));

        string Features(string patches) =>
            "var patchFeatures = Encoder.call("
            + patches
            + ").view(-1, "
            + count
            + ", "
            + parts.Encoder
            + ".FeatureSize);";
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "fImage, imageScores";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) =>
        BankCode.WriteUpdate(writer, "fImage");

    /// <inheritdoc/>
    public override ViewSampling Sampling(ExperimentParts parts)
    {
        var (code, size) = (CodeOf(parts.Experiment), parts.Encoder + ".ImageSize");
        var patchViews = parts.Experiment.Pretext!.Views;
        return new ViewSampling(
            "A random view of every image, and " + code.Views,
            ["view", "patches"],
            "-> " + parts.ViewShape + " and " + parts.PatchViewsShape,
            _ => "(view.MoveToOuterDisposeScope(), patches.MoveToOuterDisposeScope())"
        )
        {
            Statements =
            [
                // The transformed images may go before the step ends: they are larger than the views.
                new("using var scope = " + Names.Torch + ".NewDisposeScope();"),
                new(
                    "var view = " + parts.View(0, "batch") + ";",
                    Reason: "The number of a view says which random numbers it gets: 0 is the image's, 1 the "
                        + code.Noun
                        + "'s, and from 2 on the patches'."
                ),
                new(
                    "var " + code.Local + " = " + Names.Augmentation + "." + code.Sample(size) + ";",
                    parts.PatchesShape,
                    code.Comment
                ),
                new(
                    "var patches = "
                        + ExperimentParts.SampleView(patchViews, code.Local, "batch", 2, code.PatchSize(size))
                        + ";"
                ),
            ],
        };
    }

    private static PretextCode CodeOf(ExperimentModel experiment) => PretextCode.Of(experiment.Pretext!.Transform);
}
