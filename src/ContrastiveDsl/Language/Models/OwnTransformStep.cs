namespace ContrastiveDsl.Language;

/// <summary>The user's own transform.</summary>
/// <param name="Type">The class that has it.</param>
/// <param name="DrawCount">Random numbers that it declares.</param>
internal sealed record OwnTransformStep(TypeName Type, int DrawCount) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "Transform";

    /// <inheritdoc/>
    public override int Draws => DrawCount;
}
