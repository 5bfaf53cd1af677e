namespace ContrastiveDsl.Hosting;

/// <summary>What <c>report</c> was asked for.</summary>
/// <param name="Runs">The folders of the runs.</param>
/// <param name="Output">Where to write the page, or null for the folder of the first run.</param>
/// <param name="Data">Where the images are, or null for where they were.</param>
/// <param name="Images">How many images to ask the encoder about; among four times as many.</param>
/// <param name="Computing">Where to compute.</param>
internal sealed record ReportRequest(
    IReadOnlyList<string> Runs,
    OutputFile? Output,
    string? Data,
    int Images,
    ComputeRequest Computing
);
