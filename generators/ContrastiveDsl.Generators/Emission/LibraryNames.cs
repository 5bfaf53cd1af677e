using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// A namespace, or a class whose nested types can be imported, and those of its types that emitted code names.
/// </summary>
/// <param name="Path">Its full name.</param>
/// <param name="IsType">Whether it is a class.</param>
/// <param name="Types">Names of its types.</param>
internal sealed record LibraryScope(string Path, bool IsType, IReadOnlyList<string> Types)
{
    /// <summary>Full names of its types, in their order.</summary>
    public IReadOnlyList<string> Paths { get; } = [.. Types.Select(type => Path + "." + type)];

    /// <summary>What a <c>using</c> directive says to import it, without the keyword.</summary>
    public string Import => IsType ? "static " + Path : Path;
}

/// <summary>
/// The types of libraries that emitted code names: only these are looked for among the names that the user declares. A
/// type that is missing here is written in full.
/// </summary>
internal static class LibraryNames
{
    /// <summary>By scope.</summary>
    public static IReadOnlyList<LibraryScope> Scopes { get; } =
    [
        Space("Microsoft.CodeAnalysis", "Embedded"),
        Space("System", "Attribute", "IDisposable", "InvalidOperationException", "Math", "ReadOnlySpan"),
        Space("System.CodeDom.Compiler", "GeneratedCode", "GeneratedCodeAttribute"),
        Space("System.Collections.Generic", "IReadOnlyList"),
        Space("TorchSharp", "torch", "ModuleExtensionMethods"),
        Space("TorchSharp.Modules", "Dropout", "MaxPool2d", "Parameter", "Sequential"),
        new("TorchSharp.torch", IsType: true, ["Device", "ScalarType", "Tensor", "nn"]),
        Space(
            "ContrastiveDsl",
            "LarsDialect",
            "LearningRateScaling",
            "Norm",
            "Positions",
            "RaftObjective",
            "SupConForm"
        ),
        Space(
            "ContrastiveDsl.Augmentation",
            "AutoContrast",
            "ColorJitter",
            "GaussianBlur",
            "Jigsaw",
            "Normalize",
            "PatchGrid",
            "PixelPatches",
            "Posterize",
            "RandomGrayscale",
            "RandomHorizontalFlip",
            "RandomMask",
            "RandomPhotometric",
            "RandomResizedCrop",
            "Rotation",
            "Sharpness",
            "Solarize",
            "TransformDraws",
            "ViewDraws"
        ),
        Space("ContrastiveDsl.Data", "Batch", "EpochOrder", "ImageBatch", "ImageSet"),
        new("ContrastiveDsl.Losses", IsType: false, [.. LossCatalogue.All.Select(loss => loss.Name), "Sinkhorn"]),
        Space(
            "ContrastiveDsl.Memory",
            "BatchShuffle",
            "EmbeddingQueue",
            "MemoryBank",
            "MomentumUpdate",
            "NegativeQueue",
            "Partition",
            "TeacherCenter"
        ),
        Space(
            "ContrastiveDsl.Modules",
            "BasicBlock",
            "Bottleneck",
            "ChannelNormalization",
            "ConvNeXtBlock",
            "Convolution2d",
            "FaultyModule",
            "FullyConnected",
            "GroupNormalization",
            "GruContext",
            "Initialization",
            "LayerNormalization",
            "MaskedContext",
            "MaskedDecoder",
            "PatchMask",
            "PixelHead",
            "PositionEmbedding",
            "PredictionMatrices",
            "PrototypeDirections",
            "PrototypeVectors",
            "SplitBatchNorm1d",
            "SplitBatchNorm2d",
            "SyncBatchNorm1d",
            "SyncBatchNorm2d",
            "TransformerBlock"
        ),
        Space(
            "ContrastiveDsl.Optimization",
            "Adam",
            "AdamW",
            "CosineMomentum",
            "CosineWeightDecay",
            "Lars",
            "LearningRates",
            "ParameterSet",
            "Sgd",
            "StepDecay",
            "WarmupCosine"
        ),
        Space("ContrastiveDsl.Randomness", "RandomSource"),
        Space("ContrastiveDsl.State", "IStateful", "StateReader", "StateWriter", "Weights"),
        Space(
            "ContrastiveDsl.Training",
            "CustomPart",
            "ExperimentDefinition",
            "GradientAccumulation",
            "GradientCache",
            "IExperiment",
            "RunSettings",
            "Teacher",
            "TeacherNormalization",
            "TrainingRun"
        ),
    ];

    /// <summary>The scope of each type by its full name.</summary>
    public static IReadOnlyDictionary<string, LibraryScope> ByType { get; } = Index();

    private static LibraryScope Space(string path, params string[] types) => new(path, IsType: false, types);

    private static Dictionary<string, LibraryScope> Index()
    {
        var index = new Dictionary<string, LibraryScope>(StringComparer.Ordinal);
        foreach (var scope in Scopes)
        {
            foreach (var path in scope.Paths)
            {
                index.Add(path, scope);
            }
        }

        return index;
    }
}
