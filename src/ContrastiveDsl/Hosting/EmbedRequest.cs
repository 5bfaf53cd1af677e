using ContrastiveDsl.Export;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>embed</c> was asked for.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Images">What holds the images.</param>
/// <param name="Output">The file of embeddings.</param>
/// <param name="Part">Whose output an embedding is.</param>
/// <param name="IsUnit">Whether embeddings have length 1.</param>
/// <param name="IsStrict">Whether an image that cannot be read fails the whole.</param>
/// <param name="Computing">Where to compute.</param>
internal sealed record EmbedRequest(
    string Run,
    string Images,
    OutputFile Output,
    ExportedPart Part,
    bool IsUnit,
    bool IsStrict,
    ComputeRequest Computing
);

/// <summary>Where a trained encoder shall compute, and how that is shown.</summary>
/// <param name="Device">The device, or null for the one that the run was trained on.</param>
/// <param name="Threads">Processor threads, or null to choose.</param>
/// <param name="Plain">Whether the progress shall be lines instead of a bar.</param>
internal sealed record ComputeRequest(string? Device, int? Threads, bool Plain);
