namespace ContrastiveDsl.Language;

/// <summary>What is known of a loss.</summary>
/// <param name="Name">Its name: that of the library's class.</param>
/// <param name="Word">The attribute that declares it, without suffix.</param>
/// <param name="Parameters">Tensors that it takes.</param>
/// <param name="Temperature">Its default temperature, or 0 where it has none.</param>
public sealed record LossEntry(string Name, string Word, int Parameters, double Temperature = 0)
{
    /// <summary>Whether it has a temperature.</summary>
    public bool HasTemperature => Temperature > 0;
}
