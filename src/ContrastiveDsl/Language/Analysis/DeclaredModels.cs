namespace ContrastiveDsl.Language;

/// <summary>
/// What a class declares, with everything inferred. One of the models is set at most: none for a transform, for an
/// experiment without a required part, and for a class that declares nothing.
/// </summary>
/// <param name="Kind">What the class declares.</param>
internal sealed record DeclaredModels(DeclarationKind Kind)
{
    /// <summary>The encoder, if the class declares one.</summary>
    public EncoderModel? Encoder { get; init; }

    /// <summary>The head, if the class declares one.</summary>
    public HeadModel? Head { get; init; }

    /// <summary>The augmentation family, if the class declares one.</summary>
    public ViewsModel? Views { get; init; }

    /// <summary>The loss, if the class declares one.</summary>
    public LossModel? Loss { get; init; }

    /// <summary>The experiment, if the class declares one and all required parts are there.</summary>
    public ExperimentModel? Experiment { get; init; }

    /// <summary>The method, if the class declares an experiment, complete or not.</summary>
    public Method? Method => MethodCatalogue.Find(MethodWord);

    /// <summary>
    /// The attribute of that method without suffix; empty for every other class. Not the method itself: a cached model
    /// holds nothing but values.
    /// </summary>
    public string MethodWord { get; init; } = string.Empty;

    /// <summary>Resolves what a class declares, and for that the classes that it names.</summary>
    internal static DeclaredModels Of(RawClass raw) => Of(RecipeResolver.Complete(raw), Of);

    /// <summary>Resolves what a class declares.</summary>
    /// <param name="complete">The class, its recipe written out.</param>
    /// <param name="resolve">What a class declares that it names.</param>
    internal static DeclaredModels Of(RawClass complete, Func<RawClass, DeclaredModels> resolve)
    {
        var models = new DeclaredModels(complete.Kind);
        return complete.Kind switch
        {
            DeclarationKind.Encoder => models with { Encoder = EncoderResolver.Resolve(complete) },
            var kind when kind.IsHead() => models with { Head = HeadResolver.Resolve(complete) },
            DeclarationKind.Views => models with { Views = ViewsResolver.Resolve(complete) },
            DeclarationKind.Loss => models with { Loss = LossCatalogue.Resolve(complete) },
            DeclarationKind.Experiment => models with
            {
                Experiment = ExperimentResolver.Resolve(complete, resolve),
                MethodWord = complete.Declaring!.Name,
            },
            _ => models,
        };
    }

    /// <summary>What is wrong with the model.</summary>
    internal EquatableArray<Finding> Find(ClassAnalysis analysis) =>
        this switch
        {
            { Encoder: { } encoder } => PartFindings.Of(encoder),
            { Head: { } head } => PartFindings.Of(head),
            { Views: { } views } => PartFindings.Of(views),
            { Loss: { } loss } => PartFindings.Of(loss),
            { Experiment: { } experiment } => new ExperimentAnalysis(experiment, analysis).Find(),
            _ => EquatableArray<Finding>.Empty,
        };
}
