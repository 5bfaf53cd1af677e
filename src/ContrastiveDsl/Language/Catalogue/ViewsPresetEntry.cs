namespace ContrastiveDsl.Language;

/// <summary>An augmentation of a paper: what the steps on such a class would say.</summary>
/// <param name="Preset">Which one.</param>
/// <param name="Source">Paper, and the place in the authors' code.</param>
/// <param name="Steps">The steps in order.</param>
internal sealed record ViewsPresetEntry(ViewsPreset Preset, string Source, EquatableArray<RawAttribute> Steps);
