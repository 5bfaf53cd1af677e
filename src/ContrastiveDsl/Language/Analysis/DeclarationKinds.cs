namespace ContrastiveDsl.Language;

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
