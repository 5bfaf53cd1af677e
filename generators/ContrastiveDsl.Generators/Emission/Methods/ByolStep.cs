using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// BYOL: the online network predicts the target network's projection of the other view; then the target follows.
/// </summary>
internal sealed class ByolStep : StepEmitter<Byol>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "the online network predicts the target network's projection of the other view. No negatives.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        AddPredictor(layout);
        MomentumCode.AddMembers(layout, MethodCatalogue.Of<Byol>());
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        WriteNetworks(writer, parts);
        writer.WriteLine();
        writer.WriteComment("Each prediction shall be the target of the other view.");
        WriteGathered(writer, parts, "p", "t");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(p0, t1) + {parts.Loss}.Compute(p1, t0);  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "p0, t1";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) => WriteUpdate(writer, parts);

    /// <summary>Writes the forward passes of both networks over both views.</summary>
    internal static void WriteNetworks(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("The online network: encoder, projector, predictor.");
        WritePredictions(writer, parts, "p");
        writer.WriteLine();
        writer.WriteComment("The target network, without gradients and without a predictor.");
        DeclareFollowed(writer, parts, "t");
        writer.WriteLine($"using ({Names.Torch}.no_grad())");
        using var block = writer.WriteBlock();
        WriteFollowed(writer, parts, "t");
    }

    /// <summary>Writes the statement with which the target follows.</summary>
    internal static void WriteUpdate(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine();
        writer.WriteComment("The target follows the online network as the optimizer has left it.");
        writer.WriteLine(MomentumCode.Update(parts));
    }
}

/// <summary>What is said of BYOL's loss.</summary>
internal sealed class ByolText()
    : LossText<ByolLossAttribute>(
        "The loss of BYOL (" + Byol.Reference + "), in one direction.",
        "The mean squared distance of unit predictions and unit targets, 2 - 2cos: 2 x [B, D] -> [].",
        "Predictions of one view of each image, [B, D], not normalized.",
        "The target network's projections of the other view, in the same order; no gradient reaches them."
    );
