using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The methods. A new one adds its line here; everything else about it stands in files of its own.</summary>
internal static class MethodCatalogue
{
    /// <summary>All methods.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new SimClr(),
        new MoCo(),
        new MoCoV3(),
        new Byol(),
        new SimSiam(),
        new Raft(),
        new SupCon(),
        new InstanceDiscrimination(),
        new Pirl(),
        new Cpc(),
        new EndToEnd(),
        new Siamese(),
        new BarlowTwins(),
        new Vicreg(),
        new Nnclr(),
        new Mae(),
        new SimMim(),
        new Swav(),
        new Dino(),
        new Distill(),
    ];

    /// <summary>The method that an attribute declares, or <see langword="null"/>.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public static Method? Find(string word) => All.FirstOrDefault(method => method.Word == word);

    /// <summary>
    /// The attributes of the methods that read a setting, as a message names them: <c>[MoCo], [Byol] or [Raft]</c>.
    /// </summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    internal static string Reading(string word) =>
        Text.Choice([.. All.Where(method => method.Reads(word)).Select(method => "[" + method.Word + "]")]);

    /// <summary>
    /// What a setting states that some methods read, in a sentence: <c>memory bank</c>; <see langword="null"/> for what
    /// every method reads.
    /// </summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    internal static string? NounOf(string word) =>
        PretextTransforms.Has(word)
            ? "pretext transform"
            : All.SelectMany(method => method.Memory).FirstOrDefault(memory => memory.Word == word)?.Noun;

    /// <summary>The methods whose batches can pass in micro-batches, by name.</summary>
    internal static string WithMicroBatches() =>
        Text.And([
            .. All.Where(method => method.CachesGradients || method.AccumulatesGradients).Select(method => method.Name),
        ]);

    /// <summary>The first method that reads a setting, or <see langword="null"/> where every method does.</summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    internal static Method? FirstReading(string word) => All.FirstOrDefault(method => method.Reads(word));

    /// <summary>What is known of a method.</summary>
    /// <typeparam name="TMethod">The method.</typeparam>
    internal static Method Of<TMethod>()
        where TMethod : Method => All.First(method => method is TMethod);
}
