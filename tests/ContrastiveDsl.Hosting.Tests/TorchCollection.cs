namespace ContrastiveDsl.Hosting.Tests;

/// <summary>
/// Tests that set Torch's number of threads and seed, which belong to the process, run one after the other.
/// </summary>
[CollectionDefinition(nameof(TorchSharp), DisableParallelization = true)]
public sealed class TorchCollection;
