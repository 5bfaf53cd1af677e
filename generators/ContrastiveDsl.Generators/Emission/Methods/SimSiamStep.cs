using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// SimSiam: each view's projection is predicted from the other's, and the gradient stops at what is predicted.
/// </summary>
internal sealed class SimSiamStep : StepEmitter<SimSiam>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "each view's projection is predicted from the other's, and the gradient stops at what is predicted.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        AddPredictor(layout);
        if (layout.Model is { HasPredictorOptimizer: true })
        {
            layout.TrainAlone("Predictor");
        }
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Projections and predictions of both views, from one network.");
        WriteProjectionsAnd(writer, parts, "Predictor", "p", parts.ProjectionShape);
        writer.WriteLine();
        writer.WriteComment("Stop-gradient: predictions move toward projections, never the other way round.");
        writer.WriteLine(
            $"var loss = ({parts.Loss}.Compute(p0, z1.detach()) + {parts.Loss}.Compute(p1, z0.detach())) / 2;  // -> []"
        );
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "z0, z1";

    /// <inheritdoc/>
    public override void WriteOwnStep(IndentedWriter writer, ExperimentModel experiment, string optimizer) =>
        writer.WriteLine(
            $"{optimizer}.Step({ScheduleCode.StepArguments(experiment, keepsPeak: true)});  // The predictor's rate does not decay."
        );
}

/// <summary>What is said of SimSiam's loss.</summary>
internal sealed class NegativeCosineText()
    : LossText<NegativeCosineLossAttribute>(
        "The loss of SimSiam (" + SimSiam.Reference + "), in one direction.",
        "Minus the mean cosine of predictions and what they predict: 2 x [B, D] -> [].",
        "Predictions of one view of each image, [B, D], not normalized.",
        "Projections of the other view, in the same order; no gradient reaches them."
    );
