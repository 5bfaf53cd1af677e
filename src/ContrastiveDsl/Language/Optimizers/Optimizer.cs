namespace ContrastiveDsl.Language;

/// <summary>
/// What is known of an optimizer before anything is resolved. Each optimizer has a file of its own; what is general asks
/// here and in <see cref="OptimizerModel"/>, never which optimizer it has before it.
/// </summary>
/// <param name="word">The attribute that states it, without suffix; the library's class is called the same.</param>
/// <param name="name">Its name as papers write it.</param>
internal abstract class Optimizer(string word, string name)
{
    /// <summary>The attribute that states it, without suffix; the library's class is called the same.</summary>
    public string Word => word;

    /// <summary>Its name as papers write it.</summary>
    public string Name => name;

    /// <summary>The learning rates that it is used with, their scaling applied.</summary>
    public abstract UsualRates UsualRates { get; }

    /// <summary>The optimizer with its settings, faults included: the rules name them.</summary>
    /// <param name="attribute">The attribute that states it.</param>
    public abstract OptimizerModel Resolve(RawAttribute attribute);
}

/// <summary>An optimizer whose settings are those of an attribute.</summary>
/// <typeparam name="TAttribute">The attribute that states it.</typeparam>
/// <param name="name">Its name as papers write it.</param>
/// <param name="resolve">The settings of an attribute; the place is filled in.</param>
internal abstract class Optimizer<TAttribute>(string name, Func<TAttribute, OptimizerModel> resolve)
    : Optimizer(Words.Of<TAttribute>(), name)
    where TAttribute : OptimizerAttribute
{
    /// <inheritdoc/>
    public sealed override OptimizerModel Resolve(RawAttribute attribute) =>
        resolve(attribute.Bind<TAttribute>()) with
        {
            Attribute = attribute.Index,
        };
}

/// <summary>The learning rates that an optimizer is used with.</summary>
/// <param name="Maximum">Rates above this are so far from usual that they are likely a mistake.</param>
/// <param name="Range">From where to where they usually lie: <c>0.01 to 1</c>.</param>
internal sealed record UsualRates(double Maximum, string Range);
