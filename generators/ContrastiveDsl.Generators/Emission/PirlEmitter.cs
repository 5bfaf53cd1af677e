using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>PIRL: an image and its puzzle both recognise the image's entry in the memory bank.</summary>
internal sealed class PirlEmitter : MethodEmitter
{
    /// <inheritdoc/>
    public override string Summary(ExperimentModel experiment) =>
        "PIRL (Misra and van der Maaten, 2020, arXiv:1912.01991): an image and its " + (experiment.Pretext!.Jigsaw is null ? "rotation" : "puzzle")
        + " both recognise the image's entry in a memory bank among those of others.";

    /// <inheritdoc/>
    public override void WriteViews(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        writer.WriteLine("// One random view of every image.");
        var pretext = Names.Augmentation + (experiment.Pretext!.Jigsaw is null ? ".Rotation.DrawCount" : ".Jigsaw.DrawCount(Grid)");
        var lines = new CommentedLines();
        ViewsCode.AddPixels(writer, lines, parts, "2", "global::System.Math.Max(" + parts.Views + ".DrawCount, " + pretext + ")", isLong: true);
        writer.WriteLine($"var view = {parts.View(0)};  // -> {parts.ViewShape}");
        writer.WriteLine();
        WritePatches(writer, parts, experiment);
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        BankCode.WriteDraw(writer, parts);
        writer.WriteLine();
        writer.WriteLine("// One network for patches and image; the image comes last, so that running statistics end with whole images.");
        var lines = new CommentedLines();
        lines.Add(
            Code.Of($"var patchFeatures = Encoder.call(patches).view(-1, {experiment.Patches}, {parts.Encoder}.FeatureSize);"),
            Code.Of($"-> [B, {experiment.Patches}, {experiment.Encoder.Features}]"));
        lines.Add("var vPatches = PatchHead.call(patchFeatures);", "-> " + parts.ProjectionShape);
        lines.Add("var vImage = Projector.call(Encoder.call(view));", Flow(parts));
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteLine("// Both recognise the image's entry, never each other, against the same negatives.");
        lines.Add(BankCode.Compare("patchScores", "vPatches"));
        lines.Add(BankCode.Compare("imageScores", "vImage"));
        if (BankCode.HasPartition(experiment))
        {
            lines.Add(BankCode.Noise(parts, "patchScores"));
        }

        lines.Add("var patchLoss = " + BankCode.Loss(parts, "patchScores") + ";", "-> []");
        lines.Add("var imageLoss = " + BankCode.Loss(parts, "imageScores") + ";", "-> []");
        lines.Add("var loss = patchLoss.mul(Lambda).add(imageLoss.mul(1 - Lambda));");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) => BankCode.WriteUpdate(writer, "vImage");

    private static void WritePatches(IndentedWriter writer, ExperimentParts parts, ExperimentModel experiment)
    {
        var lines = new CommentedLines();
        if (experiment.Pretext!.Jigsaw is not null)
        {
            writer.WriteLine("// Another crop of it as a puzzle: a patch of each cell at a random place, in random order; then chances of its own for each patch.");
            lines.Add("var puzzle = " + Names.Augmentation + ".Jigsaw.Apply(pixels, draws[1], Grid, Cell, Jitter, MinScale);", parts.PatchesShape);
            lines.WriteTo(writer);
            ViewsCode.WritePatchDraws(writer, parts, "Grid * Grid");
            lines.Add("var patches = " + parts.PatchView("puzzle", "patchDraws.Joint(0, Grid * Grid)", "Cell - Jitter") + ";");
        }
        else
        {
            writer.WriteLine("// Another crop of it, turned by a random number of quarters.");
            lines.Add("var turned = " + Names.Augmentation + ".Rotation.Apply(pixels, draws[1], " + parts.Encoder + ".ImageSize, MinScale);", parts.PatchesShape);
            lines.WriteTo(writer);
            ViewsCode.WritePatchDraws(writer, parts, "1");
            lines.Add("var patches = " + parts.PatchView("turned", "patchDraws[0]", parts.Encoder + ".ImageSize") + ";");
        }

        lines.WriteTo(writer);
    }
}
