namespace ContrastiveDsl.Tests.Training;

/// <summary>
/// Tests that depend on what a whole process shares, Torch's generator and its number of threads. They run alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GlobalTorchState
{
    public const string Name = nameof(GlobalTorchState);
}
