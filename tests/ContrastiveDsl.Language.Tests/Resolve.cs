namespace ContrastiveDsl.Language.Tests;

/// <summary>
/// Declarations as written, resolved into models. Faulty declarations give models too, for the rules to find fault
/// with, and never an exception.
/// </summary>
internal static class Resolve
{
    public static EncoderModel Encoder(RawClass raw) => EncoderResolver.Resolve(raw);

    public static HeadModel Head(RawClass raw) => HeadResolver.Resolve(raw);

    public static ViewsModel Views(RawClass raw) => ViewsResolver.Resolve(raw);

    public static LossModel Loss(RawClass raw) => LossCatalogue.Resolve(raw);

    public static ExperimentModel? Experiment(RawClass raw) => ClassAnalysis.Of(raw).Declared.Experiment;
}
