using ContrastiveDsl.Language;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>
/// Whether a run can go on for more epochs than it began with, so that it has the bits of one that had as many from the
/// start: every step it keeps must not depend on how many follow.
/// </summary>
/// <param name="Obstacle">Why it cannot, as a clause; null where it can.</param>
/// <param name="From">The checkpoint to go on from; null for the latest, if there is one.</param>
internal sealed record LongerRun(string? Obstacle, string? From)
{
    /// <summary>Looks at a run in its folder.</summary>
    /// <param name="begun">The run as it began.</param>
    /// <param name="model">What was declared.</param>
    /// <exception cref="StateException">The latest checkpoint is damaged.</exception>
    internal static LongerRun Of(RunRecord begun, ExperimentModel model)
    {
        if (ObstacleIn(model) is { } obstacle)
        {
            return new LongerRun(obstacle, From: null);
        }

        var folder = begun.Settings.Output!;
        if (StartOfDecay(model, begun.Settings.Epochs) is not { } epochs || Checkpoint.Latest(folder) is not { } latest)
        {
            return new LongerRun(Obstacle: null, From: null);
        }

        var state = StateFile.Read(Path.Combine(latest, Checkpoint.StateFile));
        var decay = epochs * state.Numbers[RunState.StepsPerEpochKey].Integer;
        if (state.Step <= decay)
        {
            return new LongerRun(Obstacle: null, From: null);
        }

        return Checkpoint.At(folder, decay) is { } before
            ? new LongerRun(Obstacle: null, before)
            : new LongerRun(
                FormattableString.Invariant(
                    $"The rate has been falling since step {decay}, and there is no checkpoint of that step"
                ),
                From: null
            );
    }

    /// <summary>
    /// The epochs after which the rate begins to fall, where the steps up to there do not depend on the number of
    /// epochs; null where there is no such point.
    /// </summary>
    internal static int? StartOfDecay(ExperimentModel model, int epochs) =>
        ObstacleIn(model) is null ? epochs - (model.Schedule as CosineScheduleModel)?.DecayEpochs : null;

    private static string? ObstacleIn(ExperimentModel model) =>
        model switch
        {
            { Momentum: { Schedule: not MomentumSchedule.Constant } } =>
                "The momentum of the steps taken follows from the number of all steps",
            { Schedule: null or StepScheduleModel } => null,
            { Schedule: CosineScheduleModel { DecayEpochs: null } } =>
                "The rates of the steps taken follow from the number of all steps, so that more of them would have had other rates",
            { Schedule: CosineScheduleModel { WarmupFraction: > 0 } } =>
                "The warm-up is a share of all steps, not a number of epochs",
            { Schedule: CosineScheduleModel { FinalWeightDecay: not null } } =>
                "The weight decay of the steps taken follows from the number of all steps",
            _ => null,
        };
}
