using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The pretext transforms. A new one adds its line here, and its code beside that of PIRL's step.</summary>
internal static class PretextTransforms
{
    private static readonly Dictionary<string, Func<RawAttribute, int, PretextTransformModel>> Resolvers = new(
        StringComparer.Ordinal
    )
    {
        [Words.Of<JigsawAttribute>()] = JigsawModel.Of,
        [Words.Of<RotationAttribute>()] = RotationModel.Of,
    };

    /// <summary>The most patches of an image that one of them makes.</summary>
    public const int MaximumPatches = JigsawModel.MaximumGrid * JigsawModel.MaximumGrid;

    /// <summary>
    /// Their attributes, of which one is to be chosen, with what it asks of the head, which by default is one of a
    /// jigsaw.
    /// </summary>
    public static string Choice { get; } = string.Join(", or ", Resolvers.Keys.Select(Advice));

    /// <summary>Whether an attribute states one.</summary>
    /// <param name="word">The attribute without suffix.</param>
    public static bool Has(string word) => Resolvers.ContainsKey(word);

    /// <summary>The one that a class states, and another beside it, which is a mistake.</summary>
    public static (RawAttribute? Stated, RawAttribute? Another) In(RawClass raw)
    {
        var stated = raw.Attributes.FirstOrDefault(attribute => Has(attribute.Name));
        return (
            stated,
            raw.Attributes.FirstOrDefault(attribute => Has(attribute.Name) && attribute.Name != stated!.Name)
        );
    }

    /// <summary>The transform with its settings.</summary>
    /// <param name="attribute">The attribute that states it.</param>
    /// <param name="imageSize">Side of the encoder's images in pixels.</param>
    public static PretextTransformModel Resolve(RawAttribute attribute, int imageSize) =>
        Resolvers[attribute.Name](attribute, imageSize);

    private static string Advice(string word)
    {
        var made = Resolve(new RawAttribute(word, AttributeIndex.None, EquatableArray<RawArgument>.Empty), 0).Patches;
        var head = "[" + Words.Of<PatchHeadAttribute>() + "]";
        return "["
            + word
            + "]"
            + (made == new PatchHeadAttribute().Patches ? "" : " with Patches = " + Text.Of(made) + " on its " + head);
    }
}
