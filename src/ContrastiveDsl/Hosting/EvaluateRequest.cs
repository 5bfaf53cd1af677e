using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>evaluate</c> was asked for.</summary>
/// <param name="Runs">The folders of the runs, at least one.</param>
/// <param name="Overrides">Images, limit, device and threads in place of the runs' own.</param>
/// <param name="Options">What is measured.</param>
/// <param name="Json">The file for all scores, or null for none.</param>
/// <param name="Plain">Whether the progress shall be lines instead of a bar.</param>
internal sealed record EvaluateRequest(
    IReadOnlyList<string> Runs,
    Overrides Overrides,
    EvaluationOptions Options,
    OutputFile? Json,
    bool Plain
);
