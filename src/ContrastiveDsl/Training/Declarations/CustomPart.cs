namespace ContrastiveDsl.Training;

/// <summary>
/// What a declaration says of a custom part other than by attributes: how its module is constructed, or what its loss
/// takes. The compiler found it out, so that the program need not.
/// </summary>
public sealed class CustomPart
{
    private CustomPart(Type type) => Type = type;

    /// <summary>The part's class.</summary>
    public Type Type { get; }

    /// <summary>Whether the constructor of a module takes a device; <see langword="null"/> for a loss.</summary>
    public bool? TakesDevice { get; private init; }

    /// <summary>Numbers of tensors that a loss can be called with, rising; none for a module.</summary>
    public IReadOnlyList<int> LossTensors { get; private init; } = [];

    /// <summary>A custom encoder or head.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="takesDevice">
    /// Whether its constructor takes a device, after the size of its input if it is a head.
    /// </param>
    public static CustomPart Module(Type type, bool takesDevice) => new(type) { TakesDevice = takesDevice };

    /// <summary>A custom loss.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="tensors">Numbers of tensors that its <c>Compute</c> can be called with, rising.</param>
    public static CustomPart Loss(Type type, params int[] tensors) => new(type) { LossTensors = tensors };
}
