using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>End-to-end contrast: one network for queries, one for keys, gradients to both.</summary>
internal sealed class EndToEndStep : StepEmitter<EndToEnd>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "queries recognize their image's key among those of the batch, and gradients train both networks.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (encoder, projector) = (layout.Model?.KeyEncoder, layout.Model?.KeyProjector);
        layout.Network(
            "KeyEncoder",
            encoder?.Type,
            encoder is null ? null : ExperimentParts.NewNetwork(encoder),
            "The encoder of the keys, trained by gradients like that of the queries."
        );
        layout.Network(
            "KeyProjector",
            projector?.Type,
            projector is null ? null : ExperimentParts.NewHead(projector, encoder!.Type.Source + ".FeatureSize"),
            "The projector of the keys."
        );
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment(
            "Queries of one view and keys of the other, each from a network of its own; gradients reach both."
        );
        var lines = new CommentedLines();
        lines.Add("var q = " + Projection(0) + ";", Flow(parts));
        lines.Add("var k = KeyProjector.call(KeyEncoder.call(view1));");
        lines.Add(Gathered("q", "k"), GatheredShape(parts));
        lines.Add("var loss = " + parts.Loss + ".Compute(q, k);", "-> []");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "q, k";
}
