using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// RAFT: the predictions of both views attract each other, and each runs away from the target's projection of the same
/// view; BYOL′ follows it instead.
/// </summary>
internal sealed class RaftStep : StepEmitter<Raft>
{
    /// <inheritdoc/>
    public override string Summary(ExperimentModel experiment) =>
        experiment.Loss is RaftLossModel { Objective: RaftObjective.ByolPrime }
            ? "BYOL′ (Shi et al., 2020, arXiv:2011.10944): the predictions of both views attract each other, and each follows the target network's projection of its view."
            : "RAFT (Shi et al., 2020, arXiv:2011.10944): the predictions of both views attract each other, and each runs away from the target network's projection of its view.";

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
        writer.WriteLine(
            "// The gradient goes through both predictions; each is compared with the target of its own view."
        );
        writer.WriteLine($"var loss = {parts.Loss}.Compute(p0, p1, t0, t1);  // -> []");
    }

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) =>
        ByolStep.WriteUpdate(writer, parts);
}
