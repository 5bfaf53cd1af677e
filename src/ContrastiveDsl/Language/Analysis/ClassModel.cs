namespace ContrastiveDsl.Language;

/// <summary>What a class declares, with everything inferred.</summary>
/// <param name="Kind">What the class declares.</param>
/// <param name="Model">
/// What it declares: none for a transform, for an experiment without a required part, and for a class that declares
/// nothing.
/// </param>
internal sealed record ClassModel(DeclarationKind Kind, DeclaredModel? Model = null)
{
    /// <summary>The encoder, if the class declares one.</summary>
    public EncoderModel? Encoder => Model as EncoderModel;

    /// <summary>The head, if the class declares one.</summary>
    public HeadModel? Head => Model as HeadModel;

    /// <summary>The augmentation family, if the class declares one.</summary>
    public ViewsModel? Views => Model as ViewsModel;

    /// <summary>The loss, if the class declares one.</summary>
    public LossModel? Loss => Model as LossModel;

    /// <summary>The experiment, if the class declares one and all required parts are there.</summary>
    public ExperimentModel? Experiment => Model as ExperimentModel;

    /// <summary>The method, if the class declares an experiment, complete or not.</summary>
    public Method? Method => MethodCatalogue.Find(MethodWord);

    /// <summary>
    /// The attribute of that method without suffix; empty for every other class. Not the method itself: a cached model
    /// holds nothing but values.
    /// </summary>
    public string MethodWord { get; init; } = string.Empty;

    /// <summary>Resolves what a class declares, and for that the classes that it names.</summary>
    internal static ClassModel Of(RawClass raw) => Of(RecipeResolver.Complete(raw), Of);

    /// <summary>Resolves what a class declares.</summary>
    /// <param name="complete">The class, its recipe written out.</param>
    /// <param name="resolve">What a class declares that it names.</param>
    internal static ClassModel Of(RawClass complete, Func<RawClass, ClassModel> resolve)
    {
        DeclaredModel? model = complete.Kind switch
        {
            DeclarationKind.Encoder => EncoderResolver.Resolve(complete),
            var kind when kind.IsHead() => HeadResolver.Resolve(complete),
            DeclarationKind.Views => ViewsResolver.Resolve(complete),
            DeclarationKind.Loss => LossCatalogue.Resolve(complete),
            DeclarationKind.Experiment => ExperimentResolver.Resolve(complete, resolve),
            _ => null,
        };
        return new ClassModel(complete.Kind, model)
        {
            MethodWord = complete.Kind == DeclarationKind.Experiment ? complete.Declaring!.Name : string.Empty,
        };
    }
}
