using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Siamese networks: similar pairs close, dissimilar ones a margin apart.</summary>
internal sealed class SiameseStep : StepEmitter<Siamese>
{
    /// <inheritdoc/>
    public override string Summary(ExperimentModel experiment) =>
        "Siamese networks (Chopra, Hadsell and LeCun, 2005; Hadsell et al., 2006): similar pairs are pulled together, dissimilar ones pushed a margin apart.";

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine("// Both views in one batch: one network for both images of a pair.");
        var lines = new CommentedLines();
        AddJointFeatures(lines, parts);
        lines.Add("var z = Projector.call(features).chunk(2, 0);", "-> 2 x " + parts.ProjectionShape);
        lines.WriteTo(writer);
        if (!parts.Experiment.NeedsLabels)
        {
            writer.WriteLine();
            writer.WriteLine("// Without labels, only views of one image are similar.");
            writer.WriteLine(
                $"var labels = {Names.Torch}.full(batch.Samples.Length, -1, dtype: {Names.Torch}.ScalarType.Int64, device: device);"
            );
        }

        writer.WriteLine();
        writer.WriteLine("// All pairs of a first and a second view.");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(z[0], z[1], labels);  // -> []");
    }
}
