namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>Writes attributes with some of their settings, whose values are mostly meant.</summary>
/// <param name="chance">Chooses.</param>
/// <param name="wish">What must be written where there is a place for it.</param>
/// <param name="plan">What the parts of the experiment agree on.</param>
internal sealed class AttributeWriter(Chance chance, Wish wish, Plan plan)
{
    private const double Density = 0.25;
    private readonly Values values = new(chance);

    /// <summary>One of several, that which is wished for half of the time.</summary>
    public Type Wished(IReadOnlyList<Type> choices) =>
        choices.FirstOrDefault(type => Vocabulary.WordOf(type) == wish.Word && chance.Is(0.5)) ?? chance.Of(choices);

    /// <summary>An attribute with some of its settings.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="constructor">Which constructor, those that take less first; <see langword="null"/> for any.</param>
    /// <param name="always">Settings that are written in any case.</param>
    /// <param name="never">Settings that are not, unless they are among these.</param>
    public Use Write(
        Type attribute,
        int? constructor = null,
        IReadOnlyList<string>? always = null,
        Predicate<string>? never = null
    )
    {
        var constructors = Vocabulary
            .ConstructorsOf(attribute)
            .Where(taken => taken.All(setting => setting.Type != typeof(Type)))
            .OrderBy(taken => taken.Count)
            .ToArray();
        var positional = constructors[
            Math.Min(constructor ?? chance.Between(0, constructors.Length - 1), constructors.Length - 1)
        ];
        var named = Vocabulary
            .PropertiesOf(attribute)
            .Where(setting => setting.Type != typeof(Type))
            .Where(setting =>
                always?.Contains(setting.Name) == true
                || (never?.Invoke(setting.Name) != true && (IsWished(setting) || chance.Is(DensityOf(setting))))
            );
        var arguments = positional
            .Concat(named)
            .Select(setting => new Argument(setting.Name, ValueOf(setting), setting.IsPositional))
            .ToArray();
        return new Use(Vocabulary.WordOf(attribute), [.. arguments, .. Groups(attribute, arguments)]);
    }

    /// <summary>Groups of 32, which is usual, do not divide such few channels.</summary>
    private IEnumerable<Argument> Groups(Type attribute, IReadOnlyList<Argument> arguments) =>
        Vocabulary
            .PropertiesOf(attribute)
            .Where(setting =>
                setting.Name == nameof(HeadSizesAttribute.Groups)
                && arguments.Any(argument => argument.Value == nameof(Norm) + "." + nameof(Norm.Group))
                && arguments.All(argument => argument.Name != setting.Name)
            )
            .Select(setting => new Argument(setting.Name, ValueOf(setting), IsPositional: false));

    /// <summary>What hardly ever goes with the rest is rare.</summary>
    private static double DensityOf(Setting setting) =>
        setting.Key switch
        {
            "CosineSchedule.WarmupEpochs" or "CosineSchedule.FinalWeightDecay" or "Encoder.Norm" => 0.08,
            "Distill.Teacher" => 0.97,
            "Distill.TeacherMean" or "Distill.TeacherStd" => 0.05,
            "Training.Precision" or "Training.MicroBatch" => 0.05,
            _ => Density,
        };

    private bool IsWished(Setting setting) => setting.Word == wish.Word && setting.Name == wish.Setting;

    private string ValueOf(Setting setting) =>
        IsWished(setting) && wish.Value is { } value ? value : values.Usual(setting, plan);
}
