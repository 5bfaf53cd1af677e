namespace ContrastiveDsl.Language;

/// <summary>A declared class with everything inferred and everything that the rules say about it: what the generator emits from and the analyzer reports.</summary>
/// <param name="Kind">What the class declares; exactly one of the models that follow is set, or none.</param>
/// <param name="Encoder">The encoder, if it declares one.</param>
/// <param name="Head">The projection or prediction head, if it declares one.</param>
/// <param name="Views">The augmentation family, if it declares one.</param>
/// <param name="Loss">The loss, if it declares one.</param>
/// <param name="Experiment">The experiment, if it declares one and all required parts are there.</param>
/// <param name="Findings">What is to be reported on this class. Faults of an experiment's parts are reported on the parts, not here.</param>
/// <param name="Fault">Why no working code can be emitted, parts taken into account; <see langword="null"/> if it can. Stubs throw this text.</param>
public sealed record Judgement(
    DeclarationKind Kind,
    EncoderModel? Encoder,
    HeadModel? Head,
    ViewsModel? Views,
    LossModel? Loss,
    ExperimentModel? Experiment,
    EquatableArray<Finding> Findings,
    string? Fault)
{
    /// <summary>The method, if the class declares an experiment, complete or not.</summary>
    public Method? Method => MethodCatalogue.Find(MethodWord);

    /// <summary>The attribute of that method without suffix; empty for every other class.</summary>
    public string MethodWord { get; init; } = string.Empty;
}
