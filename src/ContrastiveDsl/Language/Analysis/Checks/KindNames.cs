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

    /// <summary>A count of channels: <c>1 channel</c>, <c>3 channels</c>.</summary>
    public static string Channels(int count) => Count(count, "channel");

    /// <summary>A count of things: <c>1 epoch</c>, <c>3 epochs</c>.</summary>
    public static string Count(int count, string noun) =>
        Text.Of(count) + " " + noun + (count == 1 ? string.Empty : "s");
}
