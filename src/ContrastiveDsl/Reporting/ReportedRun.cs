using ContrastiveDsl.Training;

namespace ContrastiveDsl.Reporting;

/// <summary>A run as a report shows it.</summary>
internal sealed record ReportedRun
{
    /// <summary>The name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>Method and paper, in a line; empty where the program does not have the experiment.</summary>
    public string Method { get; init; } = "";

    /// <summary>Its settings.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>What it has written of itself.</summary>
    public required RunRecords Records { get; init; }

    /// <summary>What was measured of it afterwards.</summary>
    public IReadOnlyList<RecordedScore> Evaluated { get; init; } = [];

    /// <summary>The name of its latest checkpoint; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>What follows from the declaration and the settings, names and values.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>The layers and their shapes; empty where the program does not have the experiment.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Shapes { get; init; } = [];

    /// <summary>What tells one run from another: of the declaration, of the images, versions.</summary>
    public IReadOnlyList<(string Name, string Value)> Identity { get; init; } = [];

    /// <summary>Its images; null where they are not there.</summary>
    public RunImages? Images { get; init; }

    /// <summary>What is missing from the report, and why, and what else a reader should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How far it has come, in words, and in what time.</summary>
    public string State =>
        Records.LastStep == 0 ? "no step recorded"
        : Records.LastEpoch >= Settings.Epochs
            ? $"finished: {Say.Plural(Settings.Epochs, "epoch")}, {Say.Plural(Records.LastStep, "step")}{Time}"
        : $"unfinished: {Say.Count(Records.LastEpoch)} of {Say.Plural(Settings.Epochs, "epoch")}, {Say.Plural(Records.LastStep, "step")}{Time}";

    /// <summary>The time of the epochs that are completed.</summary>
    private string Time =>
        Records.Epochs.TryGetValue("seconds", out var seconds)
            ? $", trained in {Say.Duration(TimeSpan.FromSeconds(seconds.Values.Sum()))}"
            : "";
}
