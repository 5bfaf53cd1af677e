extern alias generator;

using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Forms;

/// <summary>
/// What declares a class: an attribute with the settings that it needs, and how a program uses the class. The forms of
/// class are applied to each of these.
/// </summary>
/// <param name="Name">The attribute without suffix, or what is custom about the class.</param>
/// <param name="Kind">What it declares.</param>
/// <param name="Attributes">The attributes, the declaring one first.</param>
internal sealed record FormCell(string Name, DeclarationKind Kind, IReadOnlyList<string> Attributes)
{
    private const string Tensor = "TorchSharp.torch.Tensor";
    private const string ProjectorArgument = "Projector = ";

    /// <summary>Every attribute that declares something, and every custom code.</summary>
    public static IReadOnlyList<FormCell> All { get; } = [.. Parts(), .. Experiments()];

    /// <summary>
    /// The same with an experiment for one loss of the catalogue only: an experiment does not differ by its loss.
    /// </summary>
    public static IReadOnlyList<FormCell> AllButTwins { get; } =
    [
        .. All.Select(cell =>
            LossCatalogue.Find(cell.Name) is { } loss && loss != LossCatalogue.All[0]
                ? cell with
                {
                    Consumer = string.Empty,
                }
                : cell
        ),
    ];

    /// <summary>The parts that cells name beside the class under test, in the namespace <c>Shop</c>.</summary>
    public static string SoundParts { get; } =
        """
            #pragma warning disable CS1591
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [Relu] [GlobalAveragePool]
            public partial class SoundEncoder;

            [Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 8)] [VisionTransformer(Patch = 2, Width = 8, Depth = 1, Heads = 2)]
            public partial class SoundTransformer;

            [ProjectionHead(Layers = 1, Output = 4)]
            public partial class SoundProjector;

            [PredictionHead(Hidden = 8, Output = 4)]
            public partial class SoundPredictor;

            [PatchHead(Patches = 1, Hidden = 8, Output = 4)]
            public partial class SoundPatchHead;

            [AugmentationFamily] [RandomResizedCrop]
            public partial class SoundViews;

            [AugmentationFamily] [RandomHorizontalFlip] [ColorJitter(Brightness = 0.4)]
            public partial class FlippedViews;

            """
        + string.Concat(LossCatalogue.All.Select(loss => $"[{loss.Word}]\npublic partial class Sound{loss.Word};\n\n"));

    /// <summary>The base class of a custom module; empty for every other class.</summary>
    public string Base { get; private init; } = string.Empty;

    /// <summary>The members of custom code; empty where all is generated.</summary>
    public string Body { get; private init; } = string.Empty;

    /// <summary>
    /// What makes an experiment of the class, with <c>TYPE</c> in place of the class: attributes and, before them,
    /// other classes; empty for an experiment.
    /// </summary>
    public string Consumer { get; private init; } = string.Empty;

    /// <summary>Arguments with which the class is made; <see langword="null"/> for one without instances.</summary>
    public string? Arguments { get; private init; }

    /// <summary>Expressions that use generated constants and static functions of <c>TYPE</c>.</summary>
    public IReadOnlyList<string> StaticUses { get; private init; } = [];

    /// <summary>What is done with an instance.</summary>
    public string InstanceUse { get; private init; } = string.Empty;

    /// <summary>Whether the experiment of the class has a projector.</summary>
    public bool ConsumerHasProjector => Consumer.Contains(ProjectorArgument, StringComparison.Ordinal);

    /// <summary>Whether the class has code of the user's.</summary>
    public bool IsCustom => Body.Length > 0;

    /// <summary>Whether the class derives from a module of the user's choice.</summary>
    public bool IsModule => Base.Length > 0;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The attributes of an experiment of a method, its parts named.</summary>
    private static IReadOnlyList<string> ExperimentAttributes(
        Method method,
        string? encoder = null,
        string projector = "Shop.SoundProjector",
        string predictor = "Shop.SoundPredictor",
        string patchHead = "Shop.SoundPatchHead",
        string? views = null,
        string? loss = null
    )
    {
        views ??= method.Word == "Cpc" ? "Shop.FlippedViews" : "Shop.SoundViews";
        loss ??= "Shop.Sound" + method.Loss.Word;
        encoder ??= method.HasProjector ? "Shop.SoundEncoder" : "Shop.SoundTransformer";
        var arguments = new List<string>
        {
            $"Encoder = typeof({encoder})",
            $"Views = typeof({views})",
            $"Loss = typeof({loss})",
        };
        AddIf(arguments, method.HasProjector, $"{ProjectorArgument}typeof({projector})");
        AddIf(arguments, method.HasPredictor, $"Predictor = typeof({predictor})");
        AddIf(arguments, method.HasPretext, $"PatchHead = typeof({patchHead}), PatchViews = typeof(Shop.FlippedViews)");
        AddIf(arguments, method.Word == "Cpc", "Patch = 4, Stride = 2");
        AddIf(arguments, method.Word == "Distill", "Teacher = \"runs/teacher\"");
        var attributes = new List<string> { $"[{method.Word}({string.Join(", ", arguments)})]", "[Adam]" };
        AddIf(attributes, method.Reads("NegativeQueue"), "[NegativeQueue(Size = 4096)]");
        AddIf(attributes, method.Reads("MemoryBank"), "[MemoryBank(Negatives = 16)]");
        AddIf(attributes, method.HasPretext, "[Rotation]");
        return attributes;
    }

    private static string Line(IReadOnlyList<string> attributes) => string.Join(" ", attributes);

    private static void AddIf(List<string> list, bool condition, string text)
    {
        if (condition)
        {
            list.Add(text);
        }
    }

    private static IEnumerable<FormCell> Parts()
    {
        var simClr = MethodCatalogue.Find("SimClr")!;
        var predictive = MethodCatalogue.All.First(method => method.HasPredictor);
        var pretext = MethodCatalogue.All.First(method => method.HasPretext);
        const string custom = """
                public ODD(TorchSharp.torch.Device? device = null) : base("Odd") { }
                public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input.flatten(1);
            """;
        var customHead = custom.Replace(
            "(TorchSharp.torch.Device",
            "(int inputSize, TorchSharp.torch.Device",
            StringComparison.Ordinal
        );

        FormCell Encoder(string name, params string[] attributes) =>
            new(name, DeclarationKind.Encoder, attributes)
            {
                Consumer = Line(ExperimentAttributes(simClr, encoder: "TYPE")),
                Arguments = "",
                StaticUses =
                [
                    "TYPE.FeatureSize + TYPE.Channels + TYPE.ImageSize",
                    """TYPE.Load("path", device: null)""",
                ],
                InstanceUse = ".call(images)",
            };

        FormCell Head(string name, DeclarationKind kind, string consumer, params string[] attributes) =>
            new(name, kind, attributes)
            {
                Consumer = consumer,
                Arguments = "4",
                StaticUses = ["TYPE.OutputSize"],
                InstanceUse = ".call(images)",
            };

        yield return Encoder(
            "Encoder",
            "[Encoder(Channels = 1, ImageSize = 8)]",
            "[Conv(4, 3)]",
            "[Relu]",
            "[GlobalAveragePool]"
        );
        yield return Encoder("Encoder, custom", "[Encoder(Channels = 1, ImageSize = 8, Features = 64)]") with
        {
            Base = "TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>",
            Body = custom,
        };
        foreach (
            var (word, kind, consumer) in new[]
            {
                ("ProjectionHead", DeclarationKind.Projector, Line(ExperimentAttributes(simClr, projector: "TYPE"))),
                (
                    "PredictionHead",
                    DeclarationKind.Predictor,
                    Line(ExperimentAttributes(predictive, predictor: "TYPE"))
                ),
                ("PatchHead", DeclarationKind.PatchHead, Line(ExperimentAttributes(pretext, patchHead: "TYPE"))),
            }
        )
        {
            var patches = kind == DeclarationKind.PatchHead ? "Patches = 1, " : "";
            yield return Head(word, kind, consumer, $"[{word}({patches}Hidden = 8, Output = 4)]");
            yield return Head(word + ", custom", kind, consumer, $"[{word}(Output = 4)]") with
            {
                Base = "TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>",
                Body = customHead,
            };
        }

        yield return new("AugmentationFamily", DeclarationKind.Views, ["[AugmentationFamily]", "[RandomResizedCrop]"])
        {
            Consumer = Line(ExperimentAttributes(simClr, views: "TYPE")),
            StaticUses = ["TYPE.DrawCount", "TYPE.Clean(images)", "TYPE.Apply(images, draws)"],
        };
        yield return new("Transform", DeclarationKind.Transform, ["[Transform]"])
        {
            Body =
                $"public static {Tensor} Apply({Tensor} images, ContrastiveDsl.Augmentation.TransformDraws draws) => images;",
            Consumer =
                "[AugmentationFamily] [RandomHorizontalFlip] [Transform(typeof(TYPE))] internal partial class Family;\n"
                + Line(ExperimentAttributes(simClr, views: "Family")),
        };
        yield return new("Loss", DeclarationKind.Loss, ["[Loss]"])
        {
            Body = $"public static {Tensor} Compute({Tensor} z0, {Tensor} z1) => z0.sub(z1).square().mean();",
            Consumer = Line(ExperimentAttributes(simClr, loss: "TYPE")),
        };
        foreach (var loss in LossCatalogue.All)
        {
            var method = MethodCatalogue.All.First(candidate => candidate.Losses.Contains(loss));
            var tensors = string.Join(", ", loss.Arguments.Select(_ => "images"));
            yield return new(loss.Word, DeclarationKind.Loss, [$"[{loss.Word}]"])
            {
                Consumer = Line(ExperimentAttributes(method, loss: "TYPE")),
                StaticUses = [$"TYPE.Compute({tensors})"],
            };
        }
    }

    private static IEnumerable<FormCell> Experiments() =>
        MethodCatalogue.All.Select(method => new FormCell(
            method.Word,
            DeclarationKind.Experiment,
            ExperimentAttributes(method)
        )
        {
            Arguments = "settings",
            StaticUses = ["TYPE.Definition", "TYPE.Defaults"],
            InstanceUse = ".Encoder.call(images)",
        });
}
