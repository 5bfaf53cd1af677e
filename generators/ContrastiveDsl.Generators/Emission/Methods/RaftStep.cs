using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// RAFT: the predictions of both views attract each other, and each runs away from the target's projection of the same
/// view; BYOL′ follows it instead.
/// </summary>
internal sealed class RaftStep : StepEmitter<Raft>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        experiment.Loss is RaftLossModel { Objective: RaftObjective.ByolPrime }
            ? "the predictions of both views attract each other, and each follows the target network's projection of its view."
            : "the predictions of both views attract each other, and each runs away from the target network's projection of its view.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        AddPredictor(layout);
        MomentumCode.AddMembers(layout, MethodCatalogue.Of<Raft>());
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        ByolStep.WriteNetworks(writer, parts);
        writer.WriteLine();
        writer.WriteComment(
            "The gradient goes through both predictions; each is compared with the target of its own view."
        );
        WriteGathered(writer, parts, "p", "t");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(p0, p1, t0, t1);  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "p0, p1";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) =>
        ByolStep.WriteUpdate(writer, parts);
}

/// <summary>What is said of the loss of RAFT and BYOL′.</summary>
internal sealed class RaftText()
    : LossText<RaftLossAttribute>(
        "The loss of RAFT and BYOL′ (" + Raft.Reference + ").",
        "The distance between both predictions, and their distance from the targets of the same view, each with its weight and sign: 4 x [B, D] -> [].",
        "Predictions of one view of each image, [B, D], not normalized.",
        "Predictions of the other view, in the same order.",
        "The target network's projections of the first view; no gradient reaches them.",
        "The target network's projections of the other view; no gradient reaches them."
    );
