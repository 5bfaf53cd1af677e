namespace ContrastiveDsl.Hosting;

/// <summary>What <c>neighbors</c> was asked for.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Images">The images whose neighbors are wanted: files, or names of images among which to look.</param>
/// <param name="Among">What holds the images among which to look, or null for those of the run.</param>
/// <param name="Count">How many neighbors of each image.</param>
/// <param name="Page">Where to write a page of thumbnails, or null for none.</param>
/// <param name="Computing">Where to compute.</param>
internal sealed record NeighborsRequest(
    string Run,
    IReadOnlyList<string> Images,
    string? Among,
    int Count,
    OutputFile? Page,
    ComputeRequest Computing
);
