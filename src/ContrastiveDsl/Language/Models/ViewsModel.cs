namespace ContrastiveDsl.Language;

/// <summary>An augmentation family.</summary>
/// <param name="Type">The class.</param>
/// <param name="Steps">Its steps in order.</param>
public sealed record ViewsModel(TypeName Type, EquatableArray<TransformStep> Steps);
