using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The losses of all methods.</summary>
internal static class LossCatalogue
{
    /// <summary>All losses, each once.</summary>
    public static IReadOnlyList<Loss> All { get; } =
    [.. MethodCatalogue.All.SelectMany(method => method.Losses).Distinct()];

    /// <summary>The loss that an attribute declares, or <see langword="null"/>.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public static Loss? Find(string word) => All.FirstOrDefault(loss => loss.Word == word);

    /// <summary>The loss that a class declares, faults included: the rules name them.</summary>
    /// <param name="raw">The class.</param>
    public static LossModel Resolve(RawClass raw) =>
        raw.Declaring is { } attribute && Find(attribute.Name) is { } loss
            ? loss.Resolve(raw.Type, attribute)
            : new LossModel(raw.Type)
            {
                Attribute = raw.Find<LossAttribute>()?.Index ?? AttributeIndex.None,
                CustomParameters = raw.Facts.LossParameters,
                CustomForms = raw.Facts.LossForms,
            };
}
