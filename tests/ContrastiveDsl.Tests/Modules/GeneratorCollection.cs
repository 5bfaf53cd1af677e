using TorchSharp;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>
/// Tests that seed Torch's one generator and compare what is drawn: no other test may draw meanwhile.
/// </summary>
[CollectionDefinition(nameof(torch.Generator), DisableParallelization = true)]
public sealed class GeneratorCollection;
