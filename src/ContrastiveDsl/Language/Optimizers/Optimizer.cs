using System.Globalization;

namespace ContrastiveDsl.Language;

/// <summary>
/// What is known of an optimizer before anything is resolved. Each optimizer has a file of its own; what is general
/// asks here and in <see cref="OptimizerModel"/>, never which optimizer it has before it.
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

    /// <summary>The weight decays that it is used with.</summary>
    public abstract UsualDecays UsualDecays { get; }

    /// <summary>Rules that concern it, or its kind, alone.</summary>
    public virtual IReadOnlyList<Rule> Rules => [];

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
/// <param name="Minimum">Rates below this are so far from usual that they are likely a mistake.</param>
/// <param name="Low">Where the rates that are used begin.</param>
/// <param name="High">Where they end.</param>
/// <param name="Maximum">Rates above this are so far from usual that they are likely a mistake.</param>
internal sealed record UsualRates(double Minimum, double Low, double High, double Maximum)
{
    /// <summary>
    /// Whether all of them but the largest are those of 256 images and grow with the batch: a step of gradients as they
    /// are is as long as the rate, whatever the number of images. Steps of a length of their own do not ask.
    /// </summary>
    public bool FollowBatch { get; init; }

    /// <summary>The lowest rate that is not likely a mistake.</summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    public double MinimumAt(int batchSize) => Minimum * Share(batchSize);

    /// <summary>
    /// The highest one: noise of a small batch allows less, a large batch no more, or gradient descent diverges.
    /// </summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    public double MaximumAt(int batchSize) => Maximum * Math.Sqrt(Math.Min(1, Share(batchSize)));

    /// <summary>From where to where the rates lie that are used: <c>0.01 to 0.5</c>.</summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    public string RangeAt(int batchSize) => Digits(Low * Share(batchSize)) + " to " + Digits(High * Share(batchSize));

    /// <summary>
    /// Between which rates to declare one that a scaling multiplies, so that it is used: <c>0.2 and 1.5</c>.
    /// </summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    /// <param name="factor">What the scaling multiplies by.</param>
    public string DeclaredAt(int batchSize, double factor) =>
        Digits(Low * Share(batchSize) / factor)
        + " and "
        + Digits(Math.Min(High * Share(batchSize), MaximumAt(batchSize)) / factor);

    private double Share(int batchSize) => FollowBatch ? (double)batchSize / BatchScaling.ReferenceBatch : 1;

    /// <summary>Two digits, rounded in decimals, so that every runtime rounds alike.</summary>
    private static string Digits(double rate) =>
        Text.Of(
            double.Parse(((decimal)rate).ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        );
}

/// <summary>The weight decays that an optimizer is used with.</summary>
/// <param name="Maximum">Decays above this are so far from usual that they are likely a mistake.</param>
/// <param name="Range">From where to where they usually lie: <c>0.01 to 0.4</c>.</param>
internal sealed record UsualDecays(double Maximum, string Range);
