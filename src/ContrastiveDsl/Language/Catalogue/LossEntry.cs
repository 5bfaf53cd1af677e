namespace ContrastiveDsl.Language;

/// <summary>What is known of a loss.</summary>
/// <param name="Name">Its name: that of the library's class.</param>
/// <param name="Word">The attribute that declares it, without suffix.</param>
/// <param name="Operands">What it compares, in words.</param>
/// <param name="Arguments">Names of the tensors that it takes.</param>
public sealed record LossEntry(string Name, string Word, string Operands, EquatableArray<string> Arguments)
{
    /// <summary>Its default temperature, or 0 where it has none.</summary>
    public double Temperature { get; init; }

    /// <summary>Tensors that it takes.</summary>
    public int Parameters => Arguments.Count;

    /// <summary>Whether it has a temperature.</summary>
    public bool HasTemperature => Temperature > 0;

    /// <summary>Its parameters as source.</summary>
    public string Signature => "Tensor " + string.Join(", Tensor ", Arguments);
}
