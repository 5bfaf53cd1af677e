using System.Collections.Concurrent;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// The attributes of the language: what each is called, and what it is for. A word is the name of an attribute's class
/// without its suffix; the class that it derives from says what it is for.
/// </summary>
internal static class Words
{
    private const string Suffix = "Attribute";

    private static readonly ConcurrentDictionary<string, Type?> Types = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, DeclarationKind> Kinds = new(StringComparer.Ordinal)
    {
        [Of<EncoderAttribute>()] = DeclarationKind.Encoder,
        [Of<ProjectionHeadAttribute>()] = DeclarationKind.Projector,
        [Of<PredictionHeadAttribute>()] = DeclarationKind.Predictor,
        [Of<PatchHeadAttribute>()] = DeclarationKind.PatchHead,
        [Of<AugmentationFamilyAttribute>()] = DeclarationKind.Views,
    };

    /// <summary>The word of an attribute.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public static string Of<TAttribute>()
        where TAttribute : Attribute => Of(typeof(TAttribute));

    /// <summary>The word of an attribute.</summary>
    /// <param name="attribute">The attribute's class.</param>
    public static string Of(Type attribute) => attribute.Name.Substring(0, attribute.Name.Length - Suffix.Length);

    /// <summary>The attribute of a word of the language, or <see langword="null"/> for any other word.</summary>
    public static Type? TypeOf(string word) => Types.GetOrAdd(word, Find);

    /// <summary>Whether an attribute belongs to the language.</summary>
    public static bool IsWord(string word) => TypeOf(word) is not null;

    /// <summary>Whether an attribute is a layer.</summary>
    public static bool IsLayer(string word) => Is<LayerAttribute>(word);

    /// <summary>Whether an attribute is a step of an augmentation family.</summary>
    public static bool IsStep(string word) => Is<TransformStepAttribute>(word);

    /// <summary>Whether an attribute is an optimizer.</summary>
    public static bool IsOptimizer(string word) => Is<OptimizerAttribute>(word);

    /// <summary>Whether an attribute is a schedule.</summary>
    public static bool IsSchedule(string word) => Is<ScheduleAttribute>(word);

    /// <summary>
    /// Whether an attribute belongs on experiments only: optimizer, schedule, settings of the run, what it remembers.
    /// </summary>
    public static bool IsSetting(string word) => Is<SettingAttribute>(word);

    /// <summary>What an attribute declares its class to be.</summary>
    /// <param name="word">The attribute's word.</param>
    /// <param name="namesType">Whether it names another class, as a listed transform does.</param>
    public static DeclarationKind Declares(string word, bool namesType = false) =>
        word switch
        {
            _ when Kinds.TryGetValue(word, out var kind) => kind,
            _ when word == Of<TransformAttribute>() => namesType ? DeclarationKind.None : DeclarationKind.Transform,
            _ when Is<LossPartAttribute>(word) => DeclarationKind.Loss,
            _ => Is<ExperimentAttribute>(word) ? DeclarationKind.Experiment : DeclarationKind.None,
        };

    /// <summary>
    /// The attribute that declares a kind; of losses and experiments, of which there are many, the best known.
    /// </summary>
    /// <param name="kind">The kind.</param>
    public static string Declaring(DeclarationKind kind) =>
        kind switch
        {
            DeclarationKind.Loss => Of<NtXentLossAttribute>(),
            DeclarationKind.Transform => Of<TransformAttribute>(),
            DeclarationKind.Experiment => Of<SimClrAttribute>(),
            _ => Kinds.Single(word => word.Value == kind).Key,
        };

    private static bool Is<TBase>(string word) => typeof(TBase).IsAssignableFrom(TypeOf(word));

    private static Type? Find(string word) =>
        typeof(Words).Assembly.GetType("ContrastiveDsl." + word + Suffix) is { IsAbstract: false } type ? type : null;
}
