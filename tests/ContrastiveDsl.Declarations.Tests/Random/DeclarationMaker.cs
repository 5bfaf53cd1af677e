using System.Collections.Immutable;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>
/// Makes experiments as users write them: parts that mostly fit, settings that are mostly meant. What the attributes
/// are and what they take is found by reflection; only what goes together is known here.
/// </summary>
internal sealed class DeclarationMaker
{
    private const int Attempts = 400;
    private const double Density = 0.25;
    private const string Transformer = nameof(Backbone) + "." + nameof(Backbone.VisionTransformer);
    private static readonly Type[] ToVector = [typeof(GlobalAveragePoolAttribute), typeof(FlattenAttribute)];
    private static readonly Type[] OfVectors =
    [
        typeof(LinearAttribute),
        typeof(ReluAttribute),
        typeof(DropoutAttribute),
        typeof(BatchNormAttribute),
        typeof(LayerNormAttribute),
        typeof(GroupNormAttribute),
    ];

    /// <summary>Layers of maps; what is new counts as one.</summary>
    private static readonly Type[] OfMaps =
    [
        .. Vocabulary.Of<LayerAttribute>().Except(ToVector).Where(type => type != typeof(LinearAttribute)),
    ];

    private readonly Chance chance;
    private readonly Wish wish;
    private readonly Values values;
    private readonly Plan plan;
    private readonly List<DeclaredClass> classes = [];

    private DeclarationMaker(Chance chance, Wish wish)
    {
        this.chance = chance;
        this.wish = wish;
        values = new Values(chance);
        plan = new Plan(chance, chance.Of([.. Suitable()]), wish);
    }

    /// <summary>An experiment that has something, sound more often than not.</summary>
    /// <param name="seed">Makes all choices.</param>
    /// <param name="wish">What it must have.</param>
    public static Declaration Make(int seed, Wish wish)
    {
        var chance = new Chance(seed);
        var mutation = new Mutation(chance);
        var isMeant = chance.Is(0.4);
        for (var attempt = 0; ; attempt++)
        {
            var made = new DeclarationMaker(chance, wish).Make();
            made = isMeant ? made : mutation.Change(made);
            if (made.Has(wish))
            {
                return made;
            }

            if (attempt == Attempts)
            {
                return mutation.Add(made, wish);
            }
        }
    }

    private IEnumerable<Method> Suitable()
    {
        var declares = Words.Declares(wish.Word);
        var suitable = MethodCatalogue.All.Where(method =>
            method.Word == wish.Word
            || method.Reads(wish.Word)
            || method.Losses.Any(loss => loss.Word == wish.Word)
            || (declares.IsHead() && method.Parts.Any(part => part.Kind == declares))
            || RecipeCatalogue.All.Any(entry => entry.Method == method && wish.Value == Named(entry))
        );
        return suitable.Any() ? suitable : MethodCatalogue.All;
    }

    private static string Named(RecipeEntry entry) => nameof(PaperRecipe) + "." + entry.Recipe;

    private Declaration Make()
    {
        var settings = SettingsOfExperiment().ToArray();
        var parts = plan
            .Method.Parts.Where(part =>
                part.IsRequired || part.Argument == wish.Setting || chance.Is(plan.IsSmall ? 0.15 : 0.3)
            )
            .Select(part => new Argument(part.Argument, "typeof(" + Part(part) + ")", IsPositional: false))
            .ToArray();
        var declaring = Write(Vocabulary.AttributeOf(plan.Method.Word));
        Add("MyExperiment", declaring with { Arguments = [.. declaring.Arguments, .. parts] }, settings);
        return new Declaration([.. classes]);
    }

    private string Part(PartFacts part)
    {
        var name = "My" + part.Argument;
        switch (part.Kind)
        {
            case DeclarationKind.Encoder:
                AddEncoder(name);
                break;
            case DeclarationKind.Views:
                AddViews(name, isPatch: part.Argument != nameof(ExperimentAttribute.Views) && plan.IsSmall);
                break;
            case DeclarationKind.Loss:
                AddLoss(name);
                break;
            default:
                AddHead(name, part.Kind);
                break;
        }

        return name;
    }

    private void AddEncoder(string name)
    {
        // Nothing but a transformer reads some patches alone.
        var kind = plan.Method.HasProjector ? chance.Between(0.0, 1.0) : 0.75;
        string[] always = [nameof(EncoderAttribute.ImageSize), nameof(EncoderAttribute.Channels)];
        var attribute = typeof(EncoderAttribute);
        var split = chance.Is(0.1) ? [Write(typeof(SplitBatchNormAttribute))] : Array.Empty<Use>();
        if (kind < 0.5)
        {
            Add(name, Write(attribute, constructor: 0, always: always, never: IsOfBackbone), [.. Layers(), .. split]);
        }
        else if (kind < 0.7 && wish.Value != Transformer)
        {
            always = [.. always, nameof(EncoderAttribute.Stem), nameof(EncoderAttribute.Width)];
            Add(
                name,
                Write(attribute, constructor: 1, always: always, never: key =>
                    key == nameof(EncoderAttribute.Features)
                ),
                split
            );
        }
        else if (kind < 0.8)
        {
            var transformer = new Argument(nameof(EncoderAttribute.Backbone), Transformer, true);
            var declaring = Write(attribute, constructor: 0, always: always, never: IsNoSize);
            var sizes = Vocabulary.PropertiesOf(typeof(VisionTransformerAttribute)).Select(size => size.Name);
            Add(
                name,
                declaring with
                {
                    Arguments = [transformer, .. declaring.Arguments],
                },
                Write(typeof(VisionTransformerAttribute), always: [.. sizes])
            );
        }
        else
        {
            always = [.. always, nameof(EncoderAttribute.Features)];
            AddCustom(
                name,
                Write(attribute, constructor: 0, always: always, never: IsNoSize),
                $$"""
                 : nn.Module<Tensor, Tensor>
                {
                    private readonly TorchSharp.Modules.Linear linear;

                    public {{name}}()
                        : base("{{name}}")
                    {
                        linear = nn.Linear({{plan.Channels}}, {{plan.Features}});
                        RegisterComponents();
                    }

                    public override Tensor forward(Tensor input) => linear.call(input.mean([2L, 3L]));
                }
                """
            );
        }
    }

    private static bool IsOfBackbone(string setting) =>
        setting is nameof(EncoderAttribute.Stem) or nameof(EncoderAttribute.Width) or nameof(EncoderAttribute.Features);

    private static bool IsNoSize(string setting) =>
        setting
            is not nameof(EncoderAttribute.Channels)
                and not nameof(EncoderAttribute.ImageSize)
                and not nameof(EncoderAttribute.Features);

    private IEnumerable<Use> Layers()
    {
        yield return Write(typeof(ConvAttribute));
        for (var left = chance.Between(1, 4); left > 0; left--)
        {
            yield return Write(Wished(OfMaps));
        }

        yield return Write(typeof(ReluAttribute));
        yield return Write(Wished(plan.IsSmall ? [typeof(GlobalAveragePoolAttribute)] : ToVector));
        for (var left = chance.Between(-1, 2); left > 0; left--)
        {
            yield return Write(Wished(OfVectors));
        }
    }

    private void AddHead(string name, DeclarationKind kind)
    {
        var attribute = Vocabulary.Attributes.Single(type => Words.Declares(Vocabulary.WordOf(type)) == kind);
        const string output = nameof(HeadSizesAttribute.Output);
        var choice = chance.Between(0.0, 1.0);
        if (kind == DeclarationKind.PatchHead)
        {
            Add(name, Write(attribute, always: [output, nameof(PatchHeadAttribute.Patches)], never: IsInput));
        }
        else if (choice < 0.6)
        {
            Add(name, Write(attribute, constructor: 0, always: [output], never: IsInput));
        }
        else if (choice < 0.7)
        {
            var presets = HeadPresets.All.Where(entry => entry.Role == kind).Select(entry => entry.Preset);
            var preset = wish.Setting == nameof(HeadAttribute.Preset) ? wish.Value : null;
            var named = preset ?? nameof(HeadPreset) + "." + chance.Of([.. presets]);
            var written = Write(attribute, constructor: 0, always: chance.Is(0.7) ? [output] : [], never: _ => true);
            Add(
                name,
                written with
                {
                    Arguments = [new Argument(nameof(HeadAttribute.Preset), named, true), .. written.Arguments],
                }
            );
        }
        else if (choice < 0.85)
        {
            var layers = Enumerable.Range(0, chance.Between(0, 3)).Select(_ => Write(Wished(OfVectors))).ToArray();
            var last = new Argument(nameof(LinearAttribute.Features), Of(plan.Output), IsPositional: true);
            Add(
                name,
                new Use(Vocabulary.WordOf(attribute), []),
                [.. layers, new Use(Vocabulary.WordOf(typeof(LinearAttribute)), [last])]
            );
        }
        else
        {
            AddCustom(
                name,
                Write(attribute, constructor: 0, always: [output], never: setting => setting != output),
                $$"""
                 : nn.Module<Tensor, Tensor>
                {
                    private readonly TorchSharp.Modules.Linear linear;

                    public {{name}}(int inputSize)
                        : base("{{name}}")
                    {
                        linear = nn.Linear(inputSize, {{plan.Output}});
                        RegisterComponents();
                    }

                    public override Tensor forward(Tensor input) => linear.call(input);
                }
                """
            );
        }
    }

    private bool IsInput(string setting) => setting == nameof(HeadSizesAttribute.Input) && chance.Is(0.9);

    private void AddViews(string name, bool isPatch)
    {
        var attribute = typeof(AugmentationFamilyAttribute);
        if (plan.UsesPreset && !isPatch)
        {
            Add(name, Write(attribute, constructor: 1), chance.Is(0.1) ? Steps(isPatch).ToArray() : []);
        }
        else
        {
            Add(name, Write(attribute, constructor: 0), [.. Steps(isPatch)]);
        }
    }

    private IEnumerable<Use> Steps(bool isPatch)
    {
        if (!isPatch && chance.Is(0.85))
        {
            yield return Write(typeof(RandomResizedCropAttribute));
        }

        foreach (var step in Vocabulary.Of<TransformStepAttribute>())
        {
            if (
                step != typeof(RandomResizedCropAttribute)
                && step != typeof(NormalizeAttribute)
                && step != typeof(TransformAttribute)
                && (step != typeof(RandomGrayscaleAttribute) || plan.Channels == 3)
                && (step != typeof(ColorJitterAttribute) || plan.Channels != 2)
                && (chance.Is(0.3) || Vocabulary.WordOf(step) == wish.Word)
            )
            {
                yield return step == typeof(ColorJitterAttribute)
                    ? Write(step, always: [nameof(ColorJitterAttribute.Brightness)], never: setting =>
                        plan.Channels != 3 && setting is "Saturation" or "Hue"
                    )
                    : Write(step, always: [nameof(GaussianBlurAttribute.Kernel)]);
            }
        }

        if (chance.Is(0.15))
        {
            yield return Transform();
        }

        if (chance.Is(0.4))
        {
            // One number is that of one channel.
            yield return Write(typeof(NormalizeAttribute), constructor: plan.Channels == 1 ? null : 1);
        }
    }

    private Use Transform()
    {
        const string name = "MyTransform";
        if (classes.TrueForAll(declared => declared.Name != name))
        {
            var takesDraws = chance.Is(0.7);
            var declaring = Write(typeof(TransformAttribute), constructor: 0);
            if (!takesDraws)
            {
                declaring = declaring with { Arguments = [new Argument(nameof(TransformAttribute.Draws), "0", false)] };
            }

            var code = takesDraws
                ? "(Tensor images, TransformDraws draws) => images.mul(draws.Uniform(0).view(-1, 1, 1, 1));"
                : "(Tensor images) => images.mul(0.5);";
            AddCustom(
                name,
                declaring,
                "\n{\n    public static Tensor Apply" + code + "\n}",
                chance.Is(0.5) ? "internal static" : "internal"
            );
        }

        var type = new Argument(nameof(TransformAttribute.Type), "typeof(" + name + ")", IsPositional: true);
        return new Use(Vocabulary.WordOf(typeof(TransformAttribute)), [type]);
    }

    private void AddLoss(string name)
    {
        if (wish.Word != Vocabulary.WordOf(typeof(LossAttribute)) && chance.Is(0.9))
        {
            var losses = plan.Method.Losses;
            var loss = losses.FirstOrDefault(candidate => candidate.Word == wish.Word) ?? chance.Of(losses);
            Add(name, Write(Vocabulary.AttributeOf(loss.Word)));
            return;
        }

        var taken = plan.Method.CustomLoss.Arguments;
        // Scores of an image's own entries of a bank are minus infinity.
        var terms = taken.Select(argument => argument + ".to_type(ScalarType.Float32).sigmoid().mean()");
        AddCustom(
            name,
            Write(typeof(LossAttribute)),
            $$"""

            {
                public static Tensor Compute(Tensor {{string.Join(", Tensor ", taken)}}) =>
                    {{string.Join(" + ", terms)}};
            }
            """,
            "internal static"
        );
    }

    private IEnumerable<Use> SettingsOfExperiment()
    {
        var recipes = RecipeCatalogue.All.Where(entry => entry.Method == plan.Method).ToArray();
        var hasRecipe =
            wish.Word == Vocabulary.WordOf(typeof(RecipeAttribute)) || (recipes.Length > 0 && chance.Is(0.07));
        var general = hasRecipe ? 0.25 : 0.95;
        if (hasRecipe)
        {
            var named = wish.Value ?? Named(chance.Of(recipes.Length > 0 ? recipes : RecipeCatalogue.All));
            yield return new Use(
                Vocabulary.WordOf(typeof(RecipeAttribute)),
                [new Argument(nameof(RecipeAttribute.Recipe), named, IsPositional: true)]
            );
        }

        if (chance.Is(general))
        {
            yield return Write(Wished(Vocabulary.Of<OptimizerAttribute>()));
        }

        foreach (var setting in Vocabulary.Of<SettingAttribute>().Where(IsOrdinary))
        {
            var word = Vocabulary.WordOf(setting);
            var isOfSome = MethodCatalogue.All.Any(method => method.Reads(word));
            var probability =
                !isOfSome ? (setting == typeof(TrainingAttribute) ? general : 0.4)
                : !plan.Method.Reads(word) ? 0
                : setting == typeof(MomentumEncoderAttribute) ? 0.5
                : 1;
            if (chance.Is(probability) || (word == wish.Word && probability > 0))
            {
                yield return Write(setting, always: Always(setting));
            }
        }

        if (plan.Method.HasPretext)
        {
            var pretext = Wished(Vocabulary.Of<PretextTransformAttribute>());
            plan.Patches = pretext == typeof(JigsawAttribute) ? 4 : 1;
            yield return Write(pretext, always: Always(pretext));
        }
    }

    private static bool IsOrdinary(Type setting) =>
        !setting.IsAssignableTo(typeof(OptimizerAttribute))
        && !setting.IsAssignableTo(typeof(PretextTransformAttribute))
        && setting != typeof(RecipeAttribute);

    private static string[] Always(Type setting) =>
        setting == typeof(TrainingAttribute) ? [nameof(TrainingAttribute.BatchSize), nameof(TrainingAttribute.Epochs)]
        : setting == typeof(JigsawAttribute) ? [nameof(JigsawAttribute.Grid)]
        : setting == typeof(NegativeQueueAttribute) ? [nameof(NegativeQueueAttribute.Size)]
        : setting == typeof(MemoryBankAttribute) ? [nameof(MemoryBankAttribute.Negatives)]
        : setting == typeof(ImagesAttribute) ? [nameof(ImagesAttribute.Count)]
        : [];

    private Type Wished(IReadOnlyList<Type> choices) =>
        choices.FirstOrDefault(type => Vocabulary.WordOf(type) == wish.Word && chance.Is(0.5)) ?? chance.Of(choices);

    /// <summary>An attribute with some of its settings.</summary>
    private Use Write(
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
            "Training.Precision" or "Training.MicroBatch" => 0.05,
            _ => Density,
        };

    private bool IsWished(Setting setting) => setting.Word == wish.Word && setting.Name == wish.Setting;

    private string ValueOf(Setting setting) =>
        IsWished(setting) && wish.Value is { } value ? value : values.Usual(setting, plan);

    private void Add(string name, Use declaring, params Use[] others) =>
        AddCustom(
            name,
            declaring,
            string.Empty,
            chance.Of("public", "public", "internal", "public sealed", "internal sealed"),
            others
        );

    private void AddCustom(string name, Use declaring, string code, string modifiers = "public", params Use[] others) =>
        classes.Add(
            new DeclaredClass(name, chance.Is(0.85) ? [declaring, .. others] : [.. others, declaring])
            {
                Modifiers = modifiers,
                Summary = chance.Is(0.3) ? "What is tried out, &lt; or so." : string.Empty,
                Code = code,
            }
        );

    private static string Of(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
