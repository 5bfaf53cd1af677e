namespace ContrastiveDsl.Language;

/// <summary>What is declared, in words.</summary>
internal static class KindNames
{
    /// <summary>The kind with its article.</summary>
    public static string Of(DeclarationKind kind) =>
        kind switch
        {
            DeclarationKind.Encoder => "an encoder",
            DeclarationKind.Projector => "a projection head",
            DeclarationKind.Predictor => "a prediction head",
            DeclarationKind.PatchHead => "a head of patches",
            DeclarationKind.Views => "an augmentation family",
            DeclarationKind.Loss => "a loss",
            DeclarationKind.Transform => "a transform",
            DeclarationKind.Experiment => "an experiment",
            _ => "none of the parts",
        };
}
