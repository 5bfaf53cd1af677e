using ContrastiveDsl.Language;

namespace ContrastiveDsl.Training;

/// <summary>A declared experiment as programs see it: what was declared, the settings it runs with by default, and how to build it.</summary>
/// <param name="Model">The declaration.</param>
/// <param name="Defaults">The declared settings.</param>
/// <param name="Create">Builds the experiment for resolved settings.</param>
public sealed record ExperimentDefinition(ExperimentModel Model, RunSettings Defaults, Func<RunSettings, IExperiment> Create);
