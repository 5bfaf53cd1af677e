namespace ContrastiveDsl.Hosting;

/// <summary>What <c>train</c> was asked to do.</summary>
/// <param name="Name">The experiment; null with <paramref name="Resume"/>, whose folder knows it.</param>
/// <param name="Resume">The folder of a run to go on with, or null for a new run.</param>
/// <param name="Overrides">Settings in place of the declared ones.</param>
/// <param name="Plain">Whether to write a line for each epoch even on a terminal.</param>
/// <param name="StopsWithInput">Whether the end of standard input is the wish to stop, in place of signals.</param>
/// <param name="Reports">Whether to write a page about the run at its end.</param>
/// <param name="RecordsForTensorBoard">Whether to write files of events that TensorBoard reads.</param>
internal sealed record TrainRequest(
    string? Name,
    string? Resume,
    Overrides Overrides,
    bool Plain,
    bool StopsWithInput = false,
    bool Reports = false,
    bool RecordsForTensorBoard = false
)
{
    /// <summary>What a resumed run may differ in from how it began.</summary>
    internal IReadOnlyList<string> AllowChanged { get; init; } = [];
}
