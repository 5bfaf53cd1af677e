namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>Names of the pipeline's steps, for the tests that watch what is computed anew.</summary>
internal static class TrackingNames
{
    /// <summary>What is known of the project as a whole.</summary>
    public const string Facts = "Facts";

    /// <summary>
    /// Declared classes as written, symbols left behind. What follows runs only where one of them has changed.
    /// </summary>
    public const string Parsed = "Parsed";

    /// <summary>
    /// Declared classes with everything inferred and analyzed. Files are written only where one of them has changed.
    /// </summary>
    public const string Analyzed = "Analyzed";

    /// <summary>An experiment as the list of experiments has it.</summary>
    public const string Entry = "Entry";

    /// <summary>The list of experiments.</summary>
    public const string Registry = "Registry";

    /// <summary>Whether the project has switched analyzers off.</summary>
    public const string AnalysisIsOff = "AnalysisIsOff";
}
