using System;

namespace ContrastiveDsl.Language;

/// <summary>The attributes of the language by name, and what each is for.</summary>
public static class Words
{
    /// <summary>Declares an encoder.</summary>
    public const string Encoder = "Encoder";

    /// <summary>The sizes of an encoder that is a vision transformer.</summary>
    public const string VisionTransformer = "VisionTransformer";

    /// <summary>Declares a projection head.</summary>
    public const string ProjectionHead = "ProjectionHead";

    /// <summary>Declares a prediction head.</summary>
    public const string PredictionHead = "PredictionHead";

    /// <summary>Declares a head of patches.</summary>
    public const string PatchHead = "PatchHead";

    /// <summary>Declares an augmentation family.</summary>
    public const string AugmentationFamily = "AugmentationFamily";

    /// <summary>Declares the NT-Xent loss.</summary>
    public const string NtXentLoss = "NtXentLoss";

    /// <summary>Declares an own loss.</summary>
    public const string Loss = "Loss";

    /// <summary>Declares an own transform, or lists one.</summary>
    public const string Transform = "Transform";

    /// <summary>Declares a SimCLR experiment.</summary>
    public const string SimClr = "SimClr";

    /// <summary>Declares a MoCo experiment of version 1 or 2.</summary>
    public const string MoCo = "MoCo";

    /// <summary>The row of a paper whose numbers a run has.</summary>
    public const string Recipe = "Recipe";

    /// <summary>How a momentum encoder follows.</summary>
    public const string MomentumEncoder = "MomentumEncoder";

    /// <summary>The queue of negatives.</summary>
    public const string NegativeQueue = "NegativeQueue";

    /// <summary>The memory bank.</summary>
    public const string MemoryBank = "MemoryBank";

    /// <summary>PIRL's puzzle.</summary>
    public const string Jigsaw = "Jigsaw";

    /// <summary>PIRL's rotation.</summary>
    public const string Rotation = "Rotation";

    /// <summary>Settings of the run.</summary>
    public const string Training = "Training";

    /// <summary>The schedule.</summary>
    public const string CosineSchedule = "CosineSchedule";

    /// <summary>What is known of the images.</summary>
    public const string Images = "Images";

    /// <summary>Splits the batch normalisation of an encoder.</summary>
    public const string SplitBatchNorm = "SplitBatchNorm";

    private static readonly string[] LayerWords =
    [
        "Conv", "BatchNorm", "GroupNorm", "LayerNorm", "Relu", "MaxPool", "GlobalAveragePool", "Flatten", "Dropout", "Linear", "BasicBlock", "Bottleneck",
    ];

    private static readonly string[] StepWords =
    [
        "RandomResizedCrop", "RandomHorizontalFlip", "ColorJitter", "RandomGrayscale", "GaussianBlur", "Solarize", "Normalize", Transform,
    ];

    private static readonly string[] OptimizerWords = ["Sgd", "Adam", "AdamW", "Lars"];

    private static readonly string[] PartWords = [Encoder, ProjectionHead, PredictionHead, PatchHead, AugmentationFamily, Loss];

    private static readonly string[] SettingWords = [Recipe, Training, CosineSchedule, Images];

    private static readonly string[] MemoryWords = [MomentumEncoder, NegativeQueue, MemoryBank];

    private static readonly string[] PretextWords = [Jigsaw, Rotation];

    /// <summary>Whether an attribute is a layer.</summary>
    public static bool IsLayer(string name) => Array.IndexOf(LayerWords, name) >= 0;

    /// <summary>Whether an attribute is a step of an augmentation family.</summary>
    public static bool IsStep(string name) => Array.IndexOf(StepWords, name) >= 0;

    /// <summary>Whether an attribute is an optimizer.</summary>
    public static bool IsOptimizer(string name) => Array.IndexOf(OptimizerWords, name) >= 0;

    /// <summary>Whether an attribute makes a class an experiment.</summary>
    public static bool IsExperiment(string name) => MethodCatalogue.Find(name) is not null;

    /// <summary>Whether an attribute belongs on experiments only: optimizer, schedule, settings of the run, what it remembers.</summary>
    public static bool IsSetting(string name) => IsOptimizer(name) || IsMemory(name) || IsPretext(name) || Array.IndexOf(SettingWords, name) >= 0;

    /// <summary>Whether an attribute sets what an experiment remembers beyond a batch.</summary>
    public static bool IsMemory(string name) => Array.IndexOf(MemoryWords, name) >= 0;

    /// <summary>Whether an attribute is a pretext transform.</summary>
    public static bool IsPretext(string name) => Array.IndexOf(PretextWords, name) >= 0;

    /// <summary>Whether an attribute belongs to the language.</summary>
    public static bool IsWord(string name) =>
        IsLayer(name) || name is SplitBatchNorm or VisionTransformer || IsStep(name) || IsExperiment(name) || IsSetting(name) || LossCatalogue.FindWord(name) is not null || Array.IndexOf(PartWords, name) >= 0;

    /// <summary>What an attribute declares its class to be.</summary>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="namesType">Whether it names another class, as a listed transform does.</param>
    public static DeclarationKind Declares(string name, bool namesType = false) => name switch
    {
        Encoder => DeclarationKind.Encoder,
        ProjectionHead => DeclarationKind.Head,
        AugmentationFamily => DeclarationKind.Views,
        PredictionHead => DeclarationKind.Predictor,
        PatchHead => DeclarationKind.PatchHead,
        Loss => DeclarationKind.Loss,
        Transform => namesType ? DeclarationKind.None : DeclarationKind.Transform,
        _ when LossCatalogue.FindWord(name) is not null => DeclarationKind.Loss,
        _ => IsExperiment(name) ? DeclarationKind.Experiment : DeclarationKind.None,
    };
}
