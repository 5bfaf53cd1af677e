using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Instance discrimination: a view recognises its image's entry in the memory bank.</summary>
internal sealed class InstanceDiscriminationEmitter : MethodEmitter
{
    /// <inheritdoc/>
    public override string Summary(ExperimentModel experiment) =>
        "Instance discrimination (Wu et al., 2018, arXiv:1805.01978): a view of each image recognises the image's entry in a memory bank among those of others.";

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        BankCode.WriteDraw(writer, parts);
        writer.WriteLine();
        writer.WriteLine("// Each view recognises its image's entry.");
        var lines = new CommentedLines();
        lines.Add("var v = Projector.call(Encoder.call(view));", Flow(parts));
        lines.Add(BankCode.Compare("scores", "v"));
        if (BankCode.HasPartition(parts.Experiment))
        {
            lines.Add(BankCode.Noise(parts, "scores"));
        }

        lines.Add("var loss = " + BankCode.Loss(parts, "scores") + ";", "-> []");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) => BankCode.WriteUpdate(writer, "v");
}
