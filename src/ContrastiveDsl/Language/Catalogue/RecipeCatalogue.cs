using System.Collections.Generic;
using System.Linq;
using static ContrastiveDsl.Language.RecipeSettings;

namespace ContrastiveDsl.Language;

/// <summary>The rows of the papers as data.</summary>
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
    private const string MaeSource = Mae.Reference + "; facebookresearch/mae, PRETRAIN.md and main_pretrain.py";
    private const string SwavSource = Swav.Reference + "; facebookresearch/swav, scripts/swav_";
    private const string VicregSource = Vicreg.Reference + "; facebookresearch/vicreg, README.md and main_vicreg.py";
    private const string SupConSource = SupCon.Reference + "; HobbitLong/SupContrast, README.md and main_supcon.py";
    private const string BarlowTwinsSource = BarlowTwins.Reference + "; facebookresearch/barlowtwins, main.py";
    private const string MoCoV1Source = MoCo.Reference + "; facebookresearch/moco, README.md and main_moco.py";
    private const string Lemniscate =
        InstanceDiscrimination.Reference + "; zhirongw/lemniscate.pytorch, README.md and ";
    private const string SimMimSource = SimMim.Reference + "; microsoft/SimMIM, configs/vit_base__800ep";
    private const string PirlSource = Pirl.Reference + "; facebookresearch/vissl, pirl_jigsaw_4node_resnet50.yaml";

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<RecipeEntry> All { get; } =
    [
        // The decay is the paper's; the code's default is 1e-4.
        new(
            PaperRecipe.SimClrImageNet100,
            MethodCatalogue.Of<SimClr>(),
            SimClrSource,
            new(Run(100, 4096), Lars(0.3, 1e-6), Cosine(10))
        )
        {
            Temperature = 0.1,
        },
        new(
            PaperRecipe.SimClrCifar10,
            MethodCatalogue.Of<SimClr>(),
            SimClrSource,
            new(Run(1000, 512), Lars(1, 1e-4), Cosine(10))
        )
        {
            Temperature = 0.5,
        },
        new(
            PaperRecipe.MoCoV2ImageNet200,
            MethodCatalogue.Of<MoCo>(),
            MoCoV2,
            new(Run(200, 256), Sgd(0.03, 1e-4), Cosine(), Constant(0.999), Queue(65536))
        )
        {
            Temperature = 0.2,
            Variant = MoCo.Variant(2),
        },
        new(
            PaperRecipe.MoCoCifar10,
            MethodCatalogue.Of<MoCo>(),
            MoCoDemo,
            new(Run(200, 512), Sgd(0.03, 5e-4), Cosine(), Constant(0.99), Queue(4096))
        )
        {
            Temperature = 0.1,
        },
        new(
            PaperRecipe.MoCoV3ResNet100,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Run(100, 4096), Lars(0.6, 1e-6), Cosine(10), Rising(0.99))
        )
        {
            Temperature = 1,
        },
        new(
            PaperRecipe.MoCoV3ResNet300,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Run(300, 4096), Lars(0.3, 1e-6), Cosine(10), Rising(0.99))
        )
        {
            Temperature = 1,
        },
        new(
            PaperRecipe.MoCoV3ResNet1000,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Run(1000, 4096), Lars(0.3, 1.5e-6), Cosine(10), Rising(0.996))
        )
        {
            Temperature = 1,
        },
        new(
            PaperRecipe.MoCoV3ViT300,
            MethodCatalogue.Of<MoCoV3>(),
            MoCoV3Source,
            new(Run(300, 4096), AdamW(1.5e-4, 0.1), Cosine(40), Rising(0.99))
        )
        {
            Temperature = 0.2,
        },
        new(
            PaperRecipe.ByolImageNet40,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Run(40, 4096), Lars(0.45, 1e-6), Cosine(10), Rising(0.97))
        ),
        new(
            PaperRecipe.ByolImageNet100,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Run(100, 4096), Lars(0.45, 1e-6), Cosine(10), Rising(0.99))
        ),
        new(
            PaperRecipe.ByolImageNet300,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Run(300, 4096), Lars(0.3, 1e-6), Cosine(10), Rising(0.99))
        ),
        new(
            PaperRecipe.ByolImageNet1000,
            MethodCatalogue.Of<Byol>(),
            ByolSource,
            new(Run(1000, 4096), Lars(0.2, 1.5e-6), Cosine(10), Rising(0.996))
        ),
        new(
            PaperRecipe.SimSiamImageNet100,
            MethodCatalogue.Of<SimSiam>(),
            SimSiamSource,
            new(Run(100, 512), Sgd(0.05, 1e-4), Cosine())
        ),
        new(
            PaperRecipe.SimSiamCifar10,
            MethodCatalogue.Of<SimSiam>(),
            SimSiamSource,
            new(Run(800, 512), Sgd(0.03, 5e-4), Cosine())
        ),
        new(
            PaperRecipe.RaftCifar10,
            MethodCatalogue.Of<Raft>(),
            RaftSource,
            new(Run(1000, 512), Adam(3e-4), Rising(0.996))
        ),
        new(
            PaperRecipe.DinoViT100,
            MethodCatalogue.Of<Dino>(),
            DinoSource,
            new(Run(100, 512), DinoAdamW, DinoCosine, Rising(0.996))
        )
        {
            Temperature = 0.1,
        },
        new(PaperRecipe.MaeViT800, MethodCatalogue.Of<Mae>(), MaeSource, new(Run(800, 4096), MaeAdamW, Cosine(40))),
        // Their warm-up starts from 0.3, and each row of their small batches has a rate of its own.
        new(
            PaperRecipe.SwavImageNet200,
            MethodCatalogue.Of<Swav>(),
            SwavSource + "200ep_pretrain.sh",
            new(Run(200, 4096), SwavLars, Cosine(10, 0.0048))
        )
        {
            Temperature = 0.1,
        },
        new(
            PaperRecipe.SwavImageNet800,
            MethodCatalogue.Of<Swav>(),
            SwavSource + "800ep_pretrain.sh",
            new(Run(800, 4096), SwavLars, Cosine(10, 0.0048))
        )
        {
            Temperature = 0.1,
        },
        // The last rate is a thousandth of the peak.
        new(
            PaperRecipe.VicregImageNet100,
            MethodCatalogue.Of<Vicreg>(),
            VicregSource,
            new(Run(100, 512), Lars(0.3, 1e-6), Cosine(10, 0.0006))
        ),
        new(
            PaperRecipe.VicregImageNet1000,
            MethodCatalogue.Of<Vicreg>(),
            VicregSource,
            new(Run(1000, 2048), Lars(0.2, 1e-6), Cosine(10, 0.0016))
        ),
        // Their warm-up starts from 0.01, and their cosine at the first epoch: at the end of the warm-up it has come to
        // 0.49988, to which that leads.
        new(
            PaperRecipe.SupConCifar10,
            MethodCatalogue.Of<SupCon>(),
            SupConSource,
            new(Run(1000, 1024), Sgd(0.5, 1e-4, LearningRateScaling.None), Cosine(10, 0.0005))
        )
        {
            Temperature = 0.1,
        },
        new(
            PaperRecipe.PirlImageNet200,
            MethodCatalogue.Of<Pirl>(),
            PirlSource + " with epochs_200.yaml",
            new(Run(200, 1024), PirlSgd, Cosine(0, 0.00012), Bank(32000))
        )
        {
            Temperature = 0.07,
        },
        new(
            PaperRecipe.PirlImageNet800,
            MethodCatalogue.Of<Pirl>(),
            PirlSource,
            new(Run(800, 1024), PirlSgd, Cosine(0, 0.00012), Bank(32000))
        )
        {
            Temperature = 0.07,
        },
        new(
            PaperRecipe.MoCoV1ImageNet200,
            MethodCatalogue.Of<MoCo>(),
            MoCoV1Source,
            new(Run(200, 256), Sgd(0.03, 1e-4), Steps(120, 160), Constant(0.999), Queue(65536))
        )
        {
            Temperature = 0.07,
            Variant = MoCo.Variant(1),
        },
        new(
            PaperRecipe.InstanceDiscriminationImageNet200,
            MethodCatalogue.Of<InstanceDiscrimination>(),
            Lemniscate + "main.py",
            new(Run(200, 256), Sgd(0.03, 1e-4, LearningRateScaling.None), Steps(120, 160), Bank(4096))
        )
        {
            Temperature = 0.07,
        },
        // The code's exponent is 0 from epoch 80 up to 120.
        new(
            PaperRecipe.InstanceDiscriminationCifar10,
            MethodCatalogue.Of<InstanceDiscrimination>(),
            Lemniscate + "cifar.py",
            new(Run(200, 128), Sgd(0.03, 5e-4, LearningRateScaling.None), Steps(120, 160), Bank(0))
        )
        {
            Temperature = 0.1,
        },
        // The batch is that of the README's command: 16 processes of 128 images, as many as the configuration has. The
        // warm-up starts from a two-hundredth of the peak there, and gradients are cut at a norm of 5.
        new(
            PaperRecipe.SimMimViT800,
            MethodCatalogue.Of<SimMim>(),
            SimMimSource,
            new(Run(800, 2048), SimMimAdamW, WarmSteps(10, 700))
        ),
        // The last rate is a thousandth of the peak.
        new(
            PaperRecipe.BarlowTwinsImageNet1000,
            MethodCatalogue.Of<BarlowTwins>(),
            BarlowTwinsSource,
            new(Run(1000, 2048), Lars(0.2, 1e-6, biasRate: 0.024), Cosine(10, 0.0016))
        ),
    ];

    /// <summary>The entry of a recipe, or <see langword="null"/> for a value that names none.</summary>
    public static RecipeEntry? Find(PaperRecipe recipe) => All.FirstOrDefault(entry => entry.Recipe == recipe);

    /// <summary>Whether some recipe brings a setting.</summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public static bool Bring(string word) => All.Any(entry => entry.Has(word));

    /// <summary>The entry that a class names, or <see langword="null"/>.</summary>
    public static RecipeEntry? Of(RawClass raw) =>
        raw.Find<RecipeAttribute>() is { } attribute ? Find(attribute.Bind<RecipeAttribute>().Recipe) : null;
}
