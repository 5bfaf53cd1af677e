using ContrastiveDsl.Declarations.Tests.Compiled;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>Makes the classes of an experiment: parts that mostly fit each other.</summary>
/// <param name="chance">Chooses.</param>
/// <param name="wish">What one of them must have, if it is a part's.</param>
/// <param name="plan">What the parts agree on.</param>
/// <param name="writer">Writes their attributes.</param>
internal sealed class PartMaker(Chance chance, Wish wish, Plan plan, AttributeWriter writer)
{
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

    private readonly List<DeclaredClass> classes = [];

    /// <summary>The classes that were made, in their order.</summary>
    public IReadOnlyList<DeclaredClass> Classes => classes;

    /// <summary>Makes a part; says what it is called.</summary>
    public string Make(PartFacts part)
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
        var split = chance.Is(0.1) ? [writer.Write(typeof(SplitBatchNormAttribute))] : Array.Empty<Use>();
        if (kind < 0.5)
        {
            Add(
                name,
                writer.Write(attribute, constructor: 0, always: always, never: IsOfBackbone),
                [.. Layers(), .. split]
            );
        }
        else if (kind < 0.7 && wish.Value != Transformer)
        {
            always = [.. always, nameof(EncoderAttribute.Stem), nameof(EncoderAttribute.Width)];
            Add(
                name,
                writer.Write(attribute, constructor: 1, always: always, never: key =>
                    key == nameof(EncoderAttribute.Features)
                ),
                split
            );
        }
        else if (kind < 0.8)
        {
            var transformer = new Argument(nameof(EncoderAttribute.Backbone), Transformer, true);
            var declaring = writer.Write(attribute, constructor: 0, always: always, never: IsNoSize);
            var sizes = Vocabulary.PropertiesOf(typeof(VisionTransformerAttribute)).Select(size => size.Name);
            Add(
                name,
                declaring with
                {
                    Arguments = [transformer, .. declaring.Arguments],
                },
                writer.Write(typeof(VisionTransformerAttribute), always: [.. sizes])
            );
        }
        else
        {
            always = [.. always, nameof(EncoderAttribute.Features)];
            // It has what it states, however that is changed afterwards: a lie shows when a run starts, and no earlier.
            // Unless that is gigabytes.
            AddCustom(
                name,
                writer.Write(attribute, constructor: 0, always: always, never: IsNoSize),
                $$"""
                 : nn.Module<Tensor, Tensor>
                {
                    private readonly TorchSharp.Modules.Linear linear;

                    public {{name}}()
                        : base("{{name}}")
                    {
                        var stated = (EncoderAttribute)System.Attribute.GetCustomAttribute(GetType(), typeof(EncoderAttribute))!;
                        const int Maximum = {{TrainedExperiment.MaximumFeatures}};
                        linear = nn.Linear(System.Math.Min(stated.Channels, Maximum), System.Math.Min(stated.Features, Maximum));
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
        yield return writer.Write(typeof(ConvAttribute));
        for (var left = chance.Between(1, 4); left > 0; left--)
        {
            yield return writer.Write(writer.Wished(OfMaps));
        }

        yield return writer.Write(typeof(ReluAttribute));
        yield return writer.Write(writer.Wished(plan.IsSmall ? [typeof(GlobalAveragePoolAttribute)] : ToVector));
        for (var left = chance.Between(-1, 2); left > 0; left--)
        {
            yield return writer.Write(writer.Wished(OfVectors));
        }
    }

    private void AddHead(string name, DeclarationKind kind)
    {
        var attribute = Vocabulary.Attributes.Single(type => Words.Declares(Vocabulary.WordOf(type)) == kind);
        const string output = nameof(HeadSizesAttribute.Output);
        var choice = chance.Between(0.0, 1.0);
        if (kind == DeclarationKind.PatchHead)
        {
            Add(name, writer.Write(attribute, always: [output, nameof(PatchHeadAttribute.Patches)], never: IsInput));
        }
        else if (choice < 0.6)
        {
            Add(name, writer.Write(attribute, constructor: 0, always: [output], never: IsInput));
        }
        else if (choice < 0.7)
        {
            var presets = HeadPresets.All.Where(entry => entry.Role == kind).Select(entry => entry.Preset);
            var preset = wish.Setting == nameof(HeadAttribute.Preset) ? wish.Value : null;
            var named = preset ?? nameof(HeadPreset) + "." + chance.Of([.. presets]);
            var written = writer.Write(attribute, constructor: 0, always: chance.Is(0.7) ? [output] : [], never: _ =>
                true
            );
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
            var layers = Enumerable
                .Range(0, chance.Between(0, 3))
                .Select(_ => writer.Write(writer.Wished(OfVectors)))
                .ToArray();
            var last = new Argument(nameof(LinearAttribute.Features), Of(plan.Output), IsPositional: true);
            Add(
                name,
                new Use(Vocabulary.WordOf(attribute), []),
                [.. layers, new Use(Vocabulary.WordOf(typeof(LinearAttribute)), [last])]
            );
        }
        else
        {
            // As a custom encoder, it has what it states.
            AddCustom(
                name,
                writer.Write(attribute, constructor: 0, always: [output], never: setting => setting != output),
                $$"""
                 : nn.Module<Tensor, Tensor>
                {
                    private readonly TorchSharp.Modules.Linear linear;

                    public {{name}}(int inputSize)
                        : base("{{name}}")
                    {
                        var stated = (HeadSizesAttribute)System.Attribute.GetCustomAttribute(GetType(), typeof(HeadSizesAttribute))!;
                        linear = nn.Linear(inputSize, System.Math.Min(stated.Output, {{TrainedExperiment.MaximumFeatures}}));
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
            Add(name, writer.Write(attribute, constructor: 1), chance.Is(0.1) ? Steps(isPatch).ToArray() : []);
        }
        else
        {
            Add(name, writer.Write(attribute, constructor: 0), [.. Steps(isPatch)]);
        }
    }

    private IEnumerable<Use> Steps(bool isPatch)
    {
        if (!isPatch && chance.Is(0.85))
        {
            yield return writer.Write(typeof(RandomResizedCropAttribute));
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
                    ? writer.Write(step, always: [nameof(ColorJitterAttribute.Brightness)], never: setting =>
                        plan.Channels != 3 && setting is "Saturation" or "Hue"
                    )
                    : writer.Write(step, always: [nameof(GaussianBlurAttribute.Kernel)]);
            }
        }

        if (chance.Is(0.15))
        {
            yield return Transform();
        }

        if (chance.Is(0.4))
        {
            // One number is that of one channel.
            yield return writer.Write(typeof(NormalizeAttribute), constructor: plan.Channels == 1 ? null : 1);
        }
    }

    private Use Transform()
    {
        const string name = "MyTransform";
        if (classes.TrueForAll(declared => declared.Name != name))
        {
            var takesDraws = chance.Is(0.7);
            var declaring = writer.Write(typeof(TransformAttribute), constructor: 0);
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
            Add(name, writer.Write(Vocabulary.AttributeOf(loss.Word)));
            return;
        }

        var taken = plan.Method.CustomLoss.Arguments;
        // Scores of an image's own entries of a bank are minus infinity.
        var terms = taken.Select(argument => argument + ".to_type(ScalarType.Float32).sigmoid().mean()");
        AddCustom(
            name,
            writer.Write(typeof(LossAttribute)),
            $$"""

            {
                public static Tensor Compute(Tensor {{string.Join(", Tensor ", taken)}}) =>
                    {{string.Join(" + ", terms)}};
            }
            """,
            "internal static"
        );
    }

    /// <summary>Makes a class of attributes alone.</summary>
    public void Add(string name, Use declaring, params Use[] others) =>
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
