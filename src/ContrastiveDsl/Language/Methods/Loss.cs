namespace ContrastiveDsl.Language;

/// <summary>What is known of a loss; each is declared in the file of the method whose own it is.</summary>
/// <param name="word">The attribute that declares it, without suffix.</param>
/// <param name="operands">What it compares, in words.</param>
/// <param name="arguments">Names of the tensors that it takes.</param>
internal abstract class Loss(string word, string operands, IReadOnlyList<string> arguments)
{
    private const string Suffix = "Loss";

    /// <summary>Its name: that of the library's class.</summary>
    public string Name { get; } = word.Substring(0, word.Length - Suffix.Length);

    /// <summary>The attribute that declares it, without suffix.</summary>
    public string Word => word;

    /// <summary>What it compares, in words.</summary>
    public string Operands => operands;

    /// <summary>Names of the tensors that it takes.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Tensors that it takes.</summary>
    public int Parameters => arguments.Count;

    /// <summary>Its default temperature, or 0 where it has none.</summary>
    public abstract double Temperature { get; }

    /// <summary>Whether it has a temperature.</summary>
    public bool HasTemperature => Temperature > 0;

    /// <summary>Its parameters as source.</summary>
    public string Signature => "Tensor " + string.Join(", Tensor ", arguments);

    /// <summary>The loss that a class declares, faults included: the rules name them.</summary>
    /// <param name="type">The class.</param>
    /// <param name="attribute">The attribute that declares it.</param>
    public abstract LossModel Resolve(TypeName type, RawAttribute attribute);
}

/// <summary>A loss whose settings are those of an attribute.</summary>
/// <typeparam name="TAttribute">The attribute that declares it.</typeparam>
/// <param name="operands">What it compares, in words.</param>
/// <param name="arguments">Names of the tensors that it takes.</param>
/// <param name="resolve">The model of a class with the attribute; word and place are filled in.</param>
internal sealed class Loss<TAttribute>(
    string operands,
    IReadOnlyList<string> arguments,
    Func<TypeName, TAttribute, LossModel> resolve
) : Loss(Words.Of<TAttribute>(), operands, arguments)
    where TAttribute : LossPartAttribute, new()
{
    /// <inheritdoc/>
    public override double Temperature { get; } =
        resolve(new TypeName(string.Empty, string.Empty, string.Empty), new TAttribute()).Temperature;

    /// <inheritdoc/>
    public override LossModel Resolve(TypeName type, RawAttribute attribute) =>
        resolve(type, attribute.Bind<TAttribute>()) with
        {
            Word = Word,
            Attribute = attribute.Index,
            Stated = StatedSettings.Of(attribute),
        };
}
