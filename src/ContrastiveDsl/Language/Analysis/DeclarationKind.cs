namespace ContrastiveDsl.Language;

/// <summary>What a class declares.</summary>
internal enum DeclarationKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An encoder.</summary>
    Encoder,

    /// <summary>A projection head.</summary>
    Projector,

    /// <summary>A prediction head.</summary>
    Predictor,

    /// <summary>A head of patches.</summary>
    PatchHead,

    /// <summary>An augmentation family.</summary>
    Views,

    /// <summary>A loss.</summary>
    Loss,

    /// <summary>A custom transform.</summary>
    Transform,

    /// <summary>An experiment.</summary>
    Experiment,
}

/// <summary>What kinds of declarations have in common.</summary>
internal static class DeclarationKinds
{
    /// <summary>Whether it is a head: of projection, of prediction or of patches.</summary>
    public static bool IsHead(this DeclarationKind kind) =>
        kind is DeclarationKind.Projector or DeclarationKind.Predictor or DeclarationKind.PatchHead;

    /// <summary>Whether it is a network, generated as a module.</summary>
    public static bool IsNetwork(this DeclarationKind kind) => kind == DeclarationKind.Encoder || kind.IsHead();

    /// <summary>Whether the generated class has instances.</summary>
    public static bool HasInstances(this DeclarationKind kind) =>
        kind == DeclarationKind.Experiment || kind.IsNetwork();
}

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
