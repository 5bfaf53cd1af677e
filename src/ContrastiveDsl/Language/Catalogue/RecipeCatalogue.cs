using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// The rows of the papers as data. MoCo v1's is not among them: its rate falls in steps, for which the language has no
/// word.
/// </summary>
internal static class RecipeCatalogue
{
    private const string SimClrSource = SimClr.Reference + "; google-research/simclr";
    private const string MoCoV2 = Papers.MoCoV2 + "; facebookresearch/moco";
    private const string MoCoDemo = "facebookresearch/moco, CIFAR-10 demo; " + MoCo.Reference;
    private const string MoCoV3Source = MoCoV3.Reference + "; facebookresearch/moco-v3";
    private const string ByolSource = Byol.Reference + "; deepmind-research/byol";
    private const string SimSiamSource = SimSiam.Reference + "; facebookresearch/simsiam";
    private const string DinoSource = Dino.Reference + "; facebookresearch/dino";
    private const string RaftSource = Raft.Reference + "; the authors' CIFAR-10 command";

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<RecipeEntry> All { get; } =
    [
        // The decay is the paper's; the code's default is 1e-4.
        new(
            PaperRecipe.SimClrImageNet100,
            MethodCatalogue.Of<SimClr>(),
            SimClrSource,
            new(Training(100, 4096), Lars(0.3, 1e-6), Cosine(10))
        )
        {
            Temperature = 0.1,
        },
        new(
            PaperRecipe.SimClrCifar10,
            MethodCatalogue.Of<SimClr>(),
            SimClrSource,
            new(Training(1000, 512), Lars(1, 1e-4), Cosine(10))
        )
        {
            Temperature = 0.5,
        },
        new(
            PaperRecipe.MoCoV2ImageNet200,
            MethodCatalogue.Of<MoCo>(),
            MoCoV2,
            new(Training(200, 256), Sgd(0.03, 1e-4), Cosine(), Constant(0.999), Queue(65536))
        )
        {
            Temperature = 0.2,
            Variant = MoCo.Variant(2),
        },
        new(
            PaperRecipe.MoCoCifar10,
            MethodCatalogue.Of<MoCo>(),
            MoCoDemo,
            new(Training(200, 512), Sgd(0.03, 5e-4), Cosine(), Constant(0.99), Queue(4096))
        )
        {
            Temperature = 0.1,
        },
        new(
            PaperRecipe.MoCoV3ResNet100,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Training(100, 4096), Lars(0.6, 1e-6), Cosine(10), Rising(0.99))
        )
        {
            Temperature = 1,
        },
        new(
            PaperRecipe.MoCoV3ResNet300,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Training(300, 4096), Lars(0.3, 1e-6), Cosine(10), Rising(0.99))
        )
        {
            Temperature = 1,
        },
        new(
            PaperRecipe.MoCoV3ResNet1000,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Training(1000, 4096), Lars(0.3, 1.5e-6), Cosine(10), Rising(0.996))
        )
        {
            Temperature = 1,
        },
        new(
            PaperRecipe.MoCoV3ViT300,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Training(300, 4096), AdamW(1.5e-4, 0.1), Cosine(40), Rising(0.99))
        )
        {
            Temperature = 0.2,
        },
        new(
            PaperRecipe.ByolImageNet40,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Training(40, 4096), Lars(0.45, 1e-6), Cosine(10), Rising(0.97))
        ),
        new(
            PaperRecipe.ByolImageNet100,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Training(100, 4096), Lars(0.45, 1e-6), Cosine(10), Rising(0.99))
        ),
        new(
            PaperRecipe.ByolImageNet300,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Training(300, 4096), Lars(0.3, 1e-6), Cosine(10), Rising(0.99))
        ),
        new(
            PaperRecipe.ByolImageNet1000,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Training(1000, 4096), Lars(0.2, 1.5e-6), Cosine(10), Rising(0.996))
        ),
        new(
            PaperRecipe.SimSiamImageNet100,
            MethodCatalogue.Of<SimSiam>(),
            SimSiamSource,
            new(Training(100, 512), Sgd(0.05, 1e-4), Cosine())
        ),
        new(
            PaperRecipe.SimSiamCifar10,
            MethodCatalogue.Of<SimSiam>(),
            SimSiamSource,
            new(Training(800, 512), Sgd(0.03, 5e-4), Cosine())
        ),
        new(
            PaperRecipe.RaftCifar10,
            MethodCatalogue.Of<Raft>(),
            RaftSource,
            new(Training(1000, 512), Adam(3e-4), Rising(0.996))
        ),
        new(
            PaperRecipe.DinoViT100,
            MethodCatalogue.Of<Dino>(),
            DinoSource,
            new(Training(100, 512), DinoAdamW, DinoCosine, Rising(0.996))
        )
        {
            Temperature = 0.1,
        },
    ];

    /// <summary>The entry of a recipe, or <see langword="null"/> for a value that names none.</summary>
    public static RecipeEntry? Find(PaperRecipe recipe) => All.FirstOrDefault(entry => entry.Recipe == recipe);

    /// <summary>Whether some recipe brings a setting.</summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public static bool Bring(string word) => All.Any(entry => entry.Has(word));

    /// <summary>The entry that a class names, or <see langword="null"/>.</summary>
    public static RecipeEntry? Of(RawClass raw) =>
        raw.Find<RecipeAttribute>() is { } attribute ? Find(attribute.Bind<RecipeAttribute>().Recipe) : null;

    private static RawAttribute Training(int epochs, int batchSize) =>
        RawAttribute.Of<TrainingAttribute>(
            (nameof(TrainingAttribute.Epochs), epochs),
            (nameof(TrainingAttribute.BatchSize), batchSize)
        );

    private static RawAttribute Cosine(int warmupEpochs = 0) =>
        RawAttribute.Of<CosineScheduleAttribute>((nameof(CosineScheduleAttribute.WarmupEpochs), warmupEpochs));

    private static RawAttribute Constant(double momentum) => Momentum(momentum, MomentumSchedule.Constant);

    private static RawAttribute Rising(double momentum) => Momentum(momentum, MomentumSchedule.Cosine);

    private static RawAttribute Momentum(double momentum, MomentumSchedule schedule) =>
        RawAttribute.Of<MomentumEncoderAttribute>(
            (nameof(MomentumEncoderAttribute.Momentum), momentum),
            (nameof(MomentumEncoderAttribute.Schedule), (double)schedule)
        );

    private static RawAttribute Queue(int size) =>
        RawAttribute.Of<NegativeQueueAttribute>((nameof(NegativeQueueAttribute.Size), size));

    private static RawAttribute Lars(double rate, double decay) =>
        RawAttribute.Of<LarsAttribute>(
            (nameof(LarsAttribute.LearningRate), rate),
            (nameof(LarsAttribute.Scaling), Linear),
            (nameof(LarsAttribute.WeightDecay), decay),
            (nameof(LarsAttribute.Momentum), 0.9),
            (nameof(LarsAttribute.TrustCoefficient), 1e-3)
        );

    /// <summary>PyTorch's SGD over all parameters, whose decay spares none.</summary>
    private static RawAttribute Sgd(double rate, double decay) =>
        RawAttribute.Of<SgdAttribute>(
            (nameof(SgdAttribute.LearningRate), rate),
            (nameof(SgdAttribute.Scaling), Linear),
            (nameof(SgdAttribute.WeightDecay), decay),
            (nameof(SgdAttribute.Momentum), 0.9),
            (nameof(SgdAttribute.DecayBiasAndNorm), 1)
        );

    private static RawAttribute Adam(double rate) =>
        RawAttribute.Of<AdamAttribute>((nameof(AdamAttribute.LearningRate), rate));

    /// <summary>PyTorch's AdamW over all parameters, whose decay spares none.</summary>
    private static RawAttribute AdamW(double rate, double decay) =>
        RawAttribute.Of<AdamWAttribute>(
            (nameof(AdamWAttribute.LearningRate), rate),
            (nameof(AdamWAttribute.Scaling), Linear),
            (nameof(AdamWAttribute.WeightDecay), decay),
            (nameof(AdamWAttribute.DecayBiasAndNorm), 1)
        );

    /// <summary>The authors' AdamW, which spares biases and normalization its decay.</summary>
    private static RawAttribute DinoAdamW =>
        RawAttribute.Of<AdamWAttribute>(
            (nameof(AdamWAttribute.LearningRate), 5e-4),
            (nameof(AdamWAttribute.Scaling), Linear),
            (nameof(AdamWAttribute.WeightDecay), 0.04)
        );

    private static RawAttribute DinoCosine =>
        RawAttribute.Of<CosineScheduleAttribute>(
            (nameof(CosineScheduleAttribute.WarmupEpochs), 10),
            (nameof(CosineScheduleAttribute.FinalLearningRate), 1e-6),
            (nameof(CosineScheduleAttribute.FinalWeightDecay), 0.4)
        );

    private const double Linear = (double)LearningRateScaling.Linear;
}

/// <summary>A row of a paper: what the attributes of such an experiment would say.</summary>
/// <param name="Recipe">Which one.</param>
/// <param name="Method">The method.</param>
/// <param name="Source">Paper, and the place in the authors' code.</param>
/// <param name="Settings">The attributes.</param>
internal sealed record RecipeEntry(
    PaperRecipe Recipe,
    Method Method,
    string Source,
    EquatableArray<RawAttribute> Settings
)
{
    /// <summary>Temperature of the row's loss, or 0 where it has none.</summary>
    public double Temperature { get; init; }

    /// <summary>The variant of the method, or empty where that is open.</summary>
    public string Variant { get; init; } = string.Empty;

    /// <summary>Whether it has settings of an attribute.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public bool Has(string word) => Settings.Any(setting => setting.Name == word);

    /// <summary>Whether it has an optimizer whose decay spares no parameter.</summary>
    /// <param name="optimizer">The optimizer's attribute without suffix.</param>
    public bool DecaysAll(string optimizer) =>
        Settings.Any(setting =>
            setting.Name == optimizer && setting.Find(nameof(OptimizerAttribute.DecayBiasAndNorm)) is { Integer: 1 }
        );

    /// <summary>Whether it is a recipe for such an experiment.</summary>
    /// <param name="method">The method.</param>
    /// <param name="variant">The variant of the method.</param>
    public bool Fits(Method method, string variant) => Method == method && (Variant.Length == 0 || Variant == variant);

    /// <summary>Whether it is a recipe for the experiment of an attribute.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declaring">The attribute that declares an experiment of the method.</param>
    public bool Fits(Method method, RawAttribute declaring) => Fits(method, method.VariantOf(declaring));
}
