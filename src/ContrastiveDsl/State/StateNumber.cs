namespace ContrastiveDsl.State;

/// <summary>A number of a checkpoint: whole, or with a fraction.</summary>
public readonly record struct StateNumber
{
    /// <summary>A whole number.</summary>
    public StateNumber(long value)
    {
        Integer = value;
        IsInteger = true;
    }

    /// <summary>A finite number.</summary>
    public StateNumber(double value) => Real = value;

    /// <summary>Whether this was given as a whole number.</summary>
    public bool IsInteger { get; }

    /// <summary>The value, when it is a whole number.</summary>
    public long Integer { get; }

    /// <summary>The value, when it is not a whole number.</summary>
    public double Real { get; }
}
