namespace ContrastiveDsl.Language;

/// <summary>
/// Turns declarations as written into models with everything inferred. Pure; faulty declarations give models too, for the rules to judge, and never an exception.
/// </summary>
public static class Resolve
{
    /// <summary>The encoder that a class declares.</summary>
    public static EncoderModel Encoder(RawClass raw) => EncoderResolver.Resolve(raw);

    /// <summary>The projection or prediction head that a class declares. Its input is 0 where an experiment decides it.</summary>
    public static HeadModel Head(RawClass raw) => HeadResolver.Resolve(raw);

    /// <summary>The augmentation family that a class declares.</summary>
    public static ViewsModel Views(RawClass raw) => ViewsResolver.Resolve(raw);

    /// <summary>The loss that a class declares.</summary>
    public static LossModel Loss(RawClass raw) => LossResolver.Resolve(raw);

    /// <summary>The experiment that a class declares, or <see langword="null"/> where a required part is missing or of the wrong kind.</summary>
    public static ExperimentModel? Experiment(RawClass raw) => ExperimentResolver.Resolve(raw);
}
