namespace ContrastiveDsl.Hosting;

/// <summary>What becomes of the learning rate in the course of a run.</summary>
/// <param name="StepsPerEpoch">Whole batches of an epoch.</param>
/// <param name="TotalSteps">Steps of the run.</param>
/// <param name="WarmupSteps">Steps that warm up.</param>
internal sealed record DescribedSchedule(int StepsPerEpoch, long TotalSteps, long WarmupSteps);
