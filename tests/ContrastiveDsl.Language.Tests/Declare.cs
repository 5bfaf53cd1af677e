namespace ContrastiveDsl.Language.Tests;

/// <summary>Writes declarations as the parser would read them.</summary>
internal static class Declare
{
    public static TypeName Name(string name) => new(name, "Shop." + name, "global::Shop." + name);

    /// <summary>
    /// An attribute with arguments: integers, numbers, truth values, values of enumerations, arrays of numbers and
    /// classes.
    /// </summary>
    public static RawAttribute Word(string name, params (string Name, object Value)[] arguments) =>
        new(
            name,
            0,
            new EquatableArray<RawArgument>(arguments.Select(argument => Argument(argument.Name, argument.Value)))
        );

    public static RawClass Class(string name, params RawAttribute[] attributes) =>
        new(
            Name(name),
            new ClassFacts(),
            new EquatableArray<RawAttribute>(attributes.Select((attribute, index) => attribute with { Index = index }))
        );

    public static RawClass With(this RawClass raw, Func<ClassFacts, ClassFacts> change) =>
        raw with
        {
            Facts = change(raw.Facts),
        };

    /// <summary>The same class with arguments added to, or put in place of those of, one of its attributes.</summary>
    public static RawClass With(this RawClass raw, string word, params (string Name, object Value)[] arguments)
    {
        raw.Attributes.Should().Contain(attribute => attribute.Name == word);
        return raw with { Attributes = new EquatableArray<RawAttribute>(raw.Attributes.Select(Change)) };

        RawAttribute Change(RawAttribute attribute) =>
            attribute.Name != word
                ? attribute
                : attribute with
                {
                    Arguments = new EquatableArray<RawArgument>(
                        attribute
                            .Arguments.Where(old => arguments.All(added => added.Name != old.Name))
                            .Concat(arguments.Select(added => Argument(added.Name, added.Value)))
                    ),
                };
    }

    /// <summary>The same class without an attribute.</summary>
    public static RawClass Without(this RawClass raw, string word) =>
        Class(raw.Type.Name, [.. raw.Attributes.Where(attribute => attribute.Name != word)]);

    /// <summary>The same class with further attributes.</summary>
    public static RawClass Plus(this RawClass raw, params RawAttribute[] attributes) =>
        Class(raw.Type.Name, [.. raw.Attributes, .. attributes]);

    public static RawClass Encoder(params RawAttribute[] layers) =>
        Class("ClothesEncoder", [Word("Encoder", ("Channels", 1), ("ImageSize", 28)), .. layers]);

    public static RawClass Encoder() =>
        Encoder(
            Word("Conv", ("Channels", 32), ("Kernel", 3)),
            Word("BatchNorm"),
            Word("Relu"),
            Word("GlobalAveragePool")
        );

    public static RawClass Backbone(Backbone backbone, params (string Name, object Value)[] arguments) =>
        Class("Network", Word("Encoder", [("Backbone", backbone), .. arguments]));

    public static RawClass Head(params (string Name, object Value)[] arguments) =>
        Class(
            "ClothesProjector",
            Word("ProjectionHead", arguments.Length > 0 ? arguments : [("Hidden", 256), ("Output", 64)])
        );

    public static RawClass Views(params RawAttribute[] steps) =>
        Class("ClothesViews", [Word("AugmentationFamily"), .. steps]);

    public static RawClass Views() =>
        Views(Word("RandomResizedCrop", ("MinScale", 0.5)), Word("Normalize", ("Mean", 0.286), ("Std", 0.353)));

    /// <summary>A family that is normalized as <see cref="Views()"/> is.</summary>
    public static RawClass SecondViews(params RawAttribute[] steps) =>
        Class(
            "SecondViews",
            [
                Word("AugmentationFamily"),
                .. steps.Length > 0 ? steps : [Word("RandomResizedCrop")],
                Word("Normalize", ("Mean", 0.286), ("Std", 0.353)),
            ]
        );

    public static RawClass Loss(double temperature = 0.2) =>
        Class("ClothesLoss", Word("NtXentLoss", ("Temperature", temperature)));

    public static RawClass Experiment(
        RawClass? encoder = null,
        RawClass? projector = null,
        RawClass? views = null,
        RawClass? loss = null
    ) =>
        Class(
            "ClothesSimClr",
            Word(
                "SimClr",
                ("Encoder", encoder ?? Encoder()),
                ("Projector", projector ?? Head()),
                ("Views", views ?? Views()),
                ("Loss", loss ?? Loss())
            ),
            Word("Training", ("Epochs", 5), ("BatchSize", 256), ("Seed", 1)),
            Word("Adam", ("LearningRate", 4e-3), ("WeightDecay", 1e-4)),
            Word("CosineSchedule", ("WarmupFraction", 0.1))
        );

    /// <summary>A vision transformer of 49 patches.</summary>
    public static RawClass Transformer(params (string Name, object Value)[] arguments) =>
        Class(
            "ClothesTransformer",
            Word(
                "Encoder",
                ("Backbone", ContrastiveDsl.Backbone.VisionTransformer),
                ("Channels", 1),
                ("ImageSize", 28)
            ),
            Word("VisionTransformer", [("Patch", 4), ("Width", 64), ("Depth", 4), ("Heads", 4), .. arguments])
        );

    /// <summary>An encoder without batch normalization.</summary>
    public static RawClass GroupedEncoder() =>
        Encoder(
            Word("Conv", ("Channels", 32), ("Kernel", 3)),
            Word("GroupNorm", ("Groups", 8)),
            Word("Relu"),
            Word("GlobalAveragePool")
        );

    public static RawClass Predictor(params (string Name, object Value)[] arguments) =>
        Class(
            "ClothesPredictor",
            Word("PredictionHead", arguments.Length > 0 ? arguments : [("Hidden", 256), ("Output", 64)])
        );

    /// <summary>A loss of the catalogue.</summary>
    public static RawClass LossOf(string word, params (string Name, object Value)[] arguments) =>
        Class("MethodLoss", Word(word, arguments));

    /// <summary>A custom loss that can be called with these numbers of tensors.</summary>
    public static RawClass CustomLoss(params int[] tensors) =>
        Class("Own", Word("Loss")).With(facts => facts with { LossParameters = new EquatableArray<int>(tensors) });

    /// <summary>A head of nine patches.</summary>
    public static RawClass PatchHead(params (string Name, object Value)[] arguments) =>
        Class("JigsawHead", Word("PatchHead", arguments.Length > 0 ? arguments : [("Output", 64)]));

    /// <summary>A family of patches that is normalized as <see cref="Views()"/> is.</summary>
    public static RawClass PatchFamily(params RawAttribute[] steps) =>
        Class("PatchViews", [Word("AugmentationFamily"), .. steps, Word("Normalize", ("Mean", 0.286), ("Std", 0.353))]);

    /// <summary>
    /// A sound experiment of any method: the method is attribute 0, [Training] 1, [Adam] 2, MoCo's queue or a memory
    /// bank 3, PIRL's jigsaw 4, and what is added follows.
    /// </summary>
    public static RawClass Method(string word, params RawAttribute[] settings)
    {
        var method = MethodCatalogue.Find(word)!;
        var loss = LossOf(method.Loss.Word);
        List<(string, object)> parts =
        [
            ("Encoder", method.HasProjector ? GroupedEncoder() : Transformer()),
            ("Views", Views()),
            ("Loss", loss),
        ];
        if (method.HasProjector)
        {
            parts.Add(
                (
                    "Projector",
                    method.Reads("NegativeQueue") ? Head(("Hidden", 256), ("Output", 64), ("Norm", Norm.None)) : Head()
                )
            );
        }

        if (method.HasPredictor)
        {
            // SimSiam's is a bottleneck.
            parts.Add(("Predictor", word == "SimSiam" ? Predictor(("Hidden", 16), ("Output", 64)) : Predictor()));
        }

        if (HasTwoFamilies(word))
        {
            parts.Add(("SecondViews", SecondViews()));
        }

        if (word == "Swav")
        {
            // Of as many as it has by default a batch is too small.
            parts.Add(("Prototypes", 64));
        }

        if (word == "Distill")
        {
            parts.Add(("Teacher", "runs/teacher"));
        }

        if (method.HasPretext)
        {
            parts.AddRange([("PatchHead", PatchHead()), ("PatchViews", PatchFamily())]);
        }

        RawAttribute[] queue = method.Reads("NegativeQueue") ? [Word("NegativeQueue", ("Size", 4096))] : [];
        RawAttribute[] bank = method.Reads("MemoryBank") ? [Word("MemoryBank")] : [];
        RawAttribute[] jigsaw = method.HasPretext ? [Word("Jigsaw")] : [];
        return Class(
            "Clothes" + word,
            [
                Word(word, [.. parts]),
                Word("Training", ("Epochs", 5), ("BatchSize", 256)),
                Word("Adam", ("LearningRate", 3e-3)),
                .. queue,
                .. bank,
                .. jigsaw,
                .. settings,
            ]
        );
    }

    /// <summary>Whether the authors of a method draw the two views from two families.</summary>
    public static bool HasTwoFamilies(string word) => word is "BarlowTwins" or "Byol" or "Dino" or "MoCoV3";

    /// <summary>The same class, its first attribute without an argument.</summary>
    public static RawClass Lacking(this RawClass raw, string argument)
    {
        var first = raw.Attributes[0];
        var others = first.Arguments.Where(candidate => candidate.Name != argument);
        return Class(
            raw.Type.Name,
            [first with { Arguments = new EquatableArray<RawArgument>(others) }, .. raw.Attributes.Skip(1)]
        );
    }

    /// <summary>What is reported once images have been opened, as the command line does it.</summary>
    public static IEnumerable<string> Opened(this RawClass raw, ImagesModel images) =>
        ExperimentAnalysis
            .CheckAll(Resolve.Experiment(raw)! with { Images = images })
            .Select(finding => finding.Rule.Id + " " + finding.Message);

    private static RawArgument Argument(string name, object value) =>
        value switch
        {
            double number => RawArgument.Of(name, number),
            double[] numbers => RawArgument.Of(name, numbers),
            int[] numbers => RawArgument.Of(name, [.. numbers.Select(number => (double)number)]),
            RawClass type => RawArgument.Of(name, type),
            bool flag => RawArgument.Of(name, flag ? 1L : 0L),
            string text => RawArgument.Of(name, text),
            _ => RawArgument.Of(name, Convert.ToInt64(value)),
        };
}
