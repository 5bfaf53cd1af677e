using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// The attributes of the language: what each is called, and what it is for. A word is the name of an attribute's class
/// without its suffix.
/// </summary>
internal static class Words
{
    private const string Suffix = "Attribute";

    /// <summary>Attributes that neither a method, a loss, a layer, a step nor an optimizer brings along.</summary>
    private static readonly Type[] Others =
    [
        typeof(EncoderAttribute),
        typeof(VisionTransformerAttribute),
        typeof(SplitBatchNormAttribute),
        typeof(ProjectionHeadAttribute),
        typeof(PredictionHeadAttribute),
        typeof(PatchHeadAttribute),
        typeof(AugmentationFamilyAttribute),
        typeof(LossAttribute),
        typeof(RecipeAttribute),
        typeof(TrainingAttribute),
        typeof(CosineScheduleAttribute),
        typeof(ImagesAttribute),
        typeof(MomentumEncoderAttribute),
        typeof(NegativeQueueAttribute),
        typeof(MemoryBankAttribute),
        typeof(JigsawAttribute),
        typeof(RotationAttribute),
    ];

    private static readonly HashSet<string> OtherWords = [.. Others.Select(Of)];

    /// <summary>The word of an attribute.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public static string Of<TAttribute>()
        where TAttribute : Attribute => Of(typeof(TAttribute));

    /// <summary>The word of an attribute.</summary>
    /// <param name="attribute">The attribute's class.</param>
    public static string Of(Type attribute) => attribute.Name.Substring(0, attribute.Name.Length - Suffix.Length);

    /// <summary>The attribute of a word of the language, or <see langword="null"/> for any other word.</summary>
    public static Type? TypeOf(string word) => typeof(Words).Assembly.GetType("ContrastiveDsl." + word + Suffix);

    /// <summary>Whether an attribute is a layer.</summary>
    public static bool IsLayer(string word) => LayerReader.Vocabulary.Contains(word);

    /// <summary>Whether an attribute is a step of an augmentation family.</summary>
    public static bool IsStep(string word) => ViewsResolver.Vocabulary.Contains(word);

    /// <summary>Whether an attribute is an optimizer.</summary>
    public static bool IsOptimizer(string word) => OptimizerResolver.Vocabulary.Contains(word);

    /// <summary>Whether an attribute makes a class an experiment.</summary>
    public static bool IsExperiment(string word) => MethodCatalogue.Find(word) is not null;

    /// <summary>
    /// Whether an attribute belongs on experiments only: optimizer, schedule, settings of the run, what it remembers.
    /// </summary>
    public static bool IsSetting(string word) =>
        IsOptimizer(word)
        || MethodCatalogue.FirstReading(word) is not null
        || word == Of<RecipeAttribute>()
        || word == Of<TrainingAttribute>()
        || word == Of<CosineScheduleAttribute>()
        || word == Of<ImagesAttribute>();

    /// <summary>Whether an attribute belongs to the language.</summary>
    public static bool IsWord(string word) =>
        OtherWords.Contains(word)
        || IsLayer(word)
        || IsStep(word)
        || IsOptimizer(word)
        || IsExperiment(word)
        || LossCatalogue.FindWord(word) is not null;

    /// <summary>What an attribute declares its class to be.</summary>
    /// <param name="word">The attribute's word.</param>
    /// <param name="namesType">Whether it names another class, as a listed transform does.</param>
    public static DeclarationKind Declares(string word, bool namesType = false) =>
        word switch
        {
            _ when Kinds.TryGetValue(word, out var kind) => kind,
            _ when word == Of<TransformAttribute>() => namesType ? DeclarationKind.None : DeclarationKind.Transform,
            _ when LossCatalogue.FindWord(word) is not null => DeclarationKind.Loss,
            _ => IsExperiment(word) ? DeclarationKind.Experiment : DeclarationKind.None,
        };

    private static readonly Dictionary<string, DeclarationKind> Kinds = new(StringComparer.Ordinal)
    {
        [Of<EncoderAttribute>()] = DeclarationKind.Encoder,
        [Of<ProjectionHeadAttribute>()] = DeclarationKind.Projector,
        [Of<PredictionHeadAttribute>()] = DeclarationKind.Predictor,
        [Of<PatchHeadAttribute>()] = DeclarationKind.PatchHead,
        [Of<AugmentationFamilyAttribute>()] = DeclarationKind.Views,
        [Of<LossAttribute>()] = DeclarationKind.Loss,
    };
}
