using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// MoCo v3: predictions of each view recognize the momentum network's projections of the other among those of the
/// batch.
/// </summary>
internal sealed class MoCoV3Step : StepEmitter<MoCoV3>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "predictions of each view recognize a momentum network's projection of the other among those of the batch.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        AddPredictor(layout);
        MomentumCode.AddMembers(layout, MethodCatalogue.Of<MoCoV3>());
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Queries of both views: encoder, projector, predictor.");
        WritePredictions(writer, parts, "q");
        writer.WriteLine();
        writer.WriteComment(
            "Keys of both views, without gradients and without a predictor: the momentum network first follows the trained one."
        );
        DeclareFollowed(writer, parts, "k");
        writer.WriteLine($"using ({Names.Torch}.no_grad())");
        using (writer.WriteBlock())
        {
            writer.WriteLine(MomentumCode.Update(parts));
            WriteFollowed(writer, parts, "k");
        }

        writer.WriteLine();
        writer.WriteComment(
            parts.Experiment.Loss.ContrastsBothBatches
                ? "Each query recognizes the key of the other view; the other keys and queries of the batch are its negatives."
                : "Each query recognizes the key of the other view; the other keys of the batch are its negatives."
        );
        WriteGathered(writer, parts, "q", "k");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(q0, k1) + {parts.Loss}.Compute(q1, k0);  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "q0, k1";
}

/// <summary>What is said of the contrast of MoCo v3.</summary>
internal sealed class MoCoV3Text()
    : LossText<MoCoV3LossAttribute>(
        "The contrast of MoCo v3 (" + MoCoV3.Reference + "), in one direction.",
        "2τ times the mean over queries i of -log(exp s(i, i) / Σ exp s(i, j)), where j is any key of the batch and s is the cosine divided by τ: 2 x [B, D] -> [].",
        "Predictions of one view of each image, [B, D], not normalized.",
        "The momentum network's projections of the other view, in the same order; no gradient reaches them."
    );
