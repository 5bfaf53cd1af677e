namespace ContrastiveDsl.Language;

/// <summary>One step of an augmentation family.</summary>
internal abstract record TransformStep : Model
{
    /// <summary>The name as its attribute has it, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Uniform random numbers that the step needs for each sample.</summary>
    public abstract int Draws { get; }

    /// <summary>Index of the attribute that declares the step among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}
