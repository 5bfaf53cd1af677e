using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>CPC: the rows of patches seen so far predict those below.</summary>
internal sealed class CpcStep : StepEmitter<Cpc>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "the rows of an image's patches seen so far predict the patches below, among those of all places and images.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var cpc = layout.Model?.Grid;
        layout.Constant("Patch", cpc?.Patch, "Side of a patch in pixels" + Source(nameof(CpcAttribute.Patch)));
        layout.Constant(
            "Stride",
            cpc?.Stride,
            "Pixels from one patch to the next" + Source(nameof(CpcAttribute.Stride))
        );
        layout.Constant(
            "Rows",
            layout.Parts?.GridRows,
            "Rows and columns of the grid of patches, as many as fit the images.",
            layout.Parts is null ? null : "(" + layout.Parts.Encoder + ".ImageSize - Patch) / Stride + 1"
        );
        layout.Constant("Steps", cpc?.Steps, "Rows ahead that are predicted" + Source(nameof(CpcAttribute.Steps)));
        var isRecurrent = cpc?.Context == ContextKind.Gru;
        layout.LibraryNetwork(
            "Context",
            isRecurrent ? "GruContext" : "MaskedContext",
            "The context network, which sums up a place and what lies above it; of use in training only.",
            layout.Parts?.Projector + ".OutputSize",
            isRecurrent ? null : "layers: " + CSharpLiteral.Of(cpc?.ContextLayers ?? 0)
        );
        layout.LibraryNetwork(
            "Predictions",
            "PredictionMatrices",
            "A matrix for each step ahead, of use in training only.",
            layout.Parts?.Projector + ".OutputSize",
            layout.Parts?.Projector + ".OutputSize",
            "Steps"
        );

        string Source(string setting) => Provenance.Of<CpcAttribute>(layout.Model, setting);
    }

    /// <inheritdoc/>
    public override ViewSampling Sampling(ExperimentParts parts)
    {
        var (views, grid) = (parts.Experiment.Views, parts.Experiment.Grid!);
        return new(
            "A random view of each patch of a grid of "
                + (grid.Stride < grid.Patch ? "overlapping " : string.Empty)
                + "patches, row by row",
            ["patches"],
            "-> " + parts.GridShape,
            batch => ExperimentParts.SampleView(views, "grid", batch, 0, "Patch")
        )
        {
            Statements =
            [
                new("var grid = " + Names.Augmentation + ".PatchGrid.Cut(pixels.Pixels, Patch, Stride, Rows);"),
            ],
        };
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        var (rows, size) = (parts.GridRows, experiment.Projector.Output);
        writer.WriteComment(
            $"Each patch is encoded alone; the context of a place knows {(experiment.Grid!.Context == ContextKind.Gru ? "the place and those above it in its column" : "its row and those above")}."
        );
        var lines = new CommentedLines();
        lines.Add(
            "var latents = Projector.call(Encoder.call(patches)).view(-1, Rows, Rows, "
                + parts.Projector
                + ".OutputSize);",
            Code.Of($"-> [{rows * rows}b, {experiment.Encoder.Features}] -> [b, {rows}, {rows}, {size}]")
        );
        lines.Add("var context = Context.call(latents);", Code.Of($"-> [b, {rows}, {rows}, {size}]"));
        lines.Add(
            "var predictions = Predictions.call(context);",
            Code.Of($"-> [b, {rows}, {rows}, {experiment.Grid.Steps}, {size}]")
        );
        lines.Add(Gathered("latents", "predictions"), "of all processes: B in place of b");
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("Every place predicts the patch k rows below, among the patches of all places and images.");
        writer.WriteLine($"var losses = new {Names.Tensor}[Steps];");
        writer.WriteLine("for (var k = 1; k <= Steps; k++)");
        using (writer.WriteBlock())
        {
            writer.WriteLine("var predicted = predictions.narrow(1, 0, Rows - k).select(3, k - 1);");
            writer.WriteLine("var below = latents.narrow(1, k, Rows - k);");
            writer.WriteLine($"losses[k - 1] = {parts.Loss}.Compute(predicted.flatten(0, 2), below.flatten(0, 2));");
            writer.WriteLine($"run.Watch({Watched(parts)});  // Of a step's calls the first counts.");
        }

        writer.WriteLine();
        writer.WriteLine($"var loss = {Names.Torch}.stack(losses, 0).mean();  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "predicted, below";

    /// <summary>Nothing: it stands in the loop over the steps ahead, of which the run takes the first.</summary>
    public override void WriteWatch(IndentedWriter writer, ExperimentParts parts) { }
}

/// <summary>What is said of InfoNCE within the batch.</summary>
internal sealed class BatchInfoNceText()
    : LossText<BatchInfoNceLossAttribute>(
        "InfoNCE within the batch (" + Cpc.Reference + ").",
        "-log(exp s(i, i) / Σ exp s(i, j)), where j is any row of the batch"
    )
{
    /// <inheritdoc/>
    public override string Compute(LossModel loss)
    {
        var stated = (BatchInfoNceLossModel)loss;
        return "The mean over queries i of "
            + base.Compute(loss)
            + " and s(i, j) is the "
            + (stated.Normalize ? "cosine" : "inner product")
            + " of query i and key j divided by τ"
            + (stated.Symmetric ? "; half of it, and half of the same with queries and keys exchanged" : string.Empty)
            + ": 2 x [B, D] -> [].";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors(LossModel loss) =>
        [
            "Queries, [B, D]"
                + (
                    ((BatchInfoNceLossModel)loss).Normalize
                        ? ", not normalized."
                        : "; inner products are compared, so their length counts."
                ),
            "Their keys, in the same order; gradients reach them too.",
        ];
}
