namespace ContrastiveDsl.Language;

/// <summary>The rules of the language: pure functions from what is declared to what is wrong with it.</summary>
public static class Rules
{
    /// <summary>Judges a class as written: its form, the attributes on it, the parts that it names.</summary>
    public static EquatableArray<Finding> Validate(RawClass raw) => EquatableArray<Finding>.Empty;

    /// <summary>Judges an encoder alone.</summary>
    public static EquatableArray<Finding> Validate(EncoderModel encoder) => EquatableArray<Finding>.Empty;

    /// <summary>Judges a projection head alone, or with the input that an experiment gave it.</summary>
    public static EquatableArray<Finding> Validate(HeadModel head) => EquatableArray<Finding>.Empty;

    /// <summary>Judges an augmentation family alone.</summary>
    public static EquatableArray<Finding> Validate(ViewsModel views) => EquatableArray<Finding>.Empty;

    /// <summary>Judges a loss alone.</summary>
    public static EquatableArray<Finding> Validate(LossModel loss) => EquatableArray<Finding>.Empty;

    /// <summary>Judges an experiment: its settings, and how its parts fit together. Faults of a part alone are the part's.</summary>
    public static EquatableArray<Finding> Validate(ExperimentModel experiment) => EquatableArray<Finding>.Empty;
}
