using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>An encoder with everything inferred.</summary>
/// <param name="Type">The class.</param>
/// <param name="Form">How it is given.</param>
/// <param name="Channels">Channels of the images.</param>
/// <param name="ImageSize">Side of the images in pixels.</param>
/// <param name="Layers">The layers with their shapes; empty for a custom module.</param>
/// <param name="Features">Size of the output.</param>
internal sealed record EncoderModel(
    TypeName Type,
    EncoderForm Form,
    int Channels,
    int ImageSize,
    EquatableArray<NamedLayer> Layers,
    int Features
) : DeclaredModel(Type)
{
    /// <summary>Whether it is a module of the user's.</summary>
    public override bool IsCustom => Form.Module is not null;

    /// <summary>The sizes of a vision transformer; <see langword="null"/> for every other encoder.</summary>
    public VisionTransformerForm? Transformer => Form as VisionTransformerForm;

    /// <summary>
    /// How batch normalization is to be split, as stated, or <see langword="null"/>; <see cref="Layers"/> have it
    /// applied. What comes of it says <see cref="EffectiveSplit"/>.
    /// </summary>
    public SplitBatchNormModel? SplitBatchNorm { get; init; }

    /// <summary>
    /// The same where it takes effect, or <see langword="null"/>: without batch normalization nothing is split, and
    /// fewer parts than two are none. It follows from the declaration: not public, and so not in the fingerprint.
    /// </summary>
    internal SplitBatchNormModel? EffectiveSplit =>
        SplitBatchNorm is { Splits: >= SplitBatchNormModel.MinimumSplits } split && LayerChain.HasBatchNorm(Layers)
            ? split
            : null;

    /// <summary>Size of the output as the user states it, or 0.</summary>
    public int StatedFeatures { get; init; }

    /// <summary>How a custom module is created.</summary>
    public CustomConstructor Constructor => Form.Module ?? CustomConstructor.None;

    /// <summary>What makes it take images of one size only, in words, or <see langword="null"/>.</summary>
    public string? FixesSize =>
        Layers.Select(layer => layer.Layer.FixesSize(layer.Input)).FirstOrDefault(fixing => fixing is not null);

    /// <summary>Trainable parameters; 0 for a custom module, which has to be built to count them.</summary>
    public long ParameterCount => Layers.Sum(layer => layer.Parameters);

    /// <inheritdoc/>
    internal override EquatableArray<Finding> CheckAll(ClassAnalysis analysis) => PartFindings.Of(this);

    /// <inheritdoc/>
    internal override void CheckUnused(RawClass raw, FindingList findings)
    {
        if (SplitBatchNorm is { } split && !LayerChain.HasBatchNorm(Layers))
        {
            findings.Add(
                DeclarationRules.UnusedSetting,
                findings.At(split.Attribute),
                "[" + Words.Of<SplitBatchNormAttribute>() + "]",
                Type.Name,
                IsCustom ? "whose module is custom" : "which has no batch normalization"
            );
            findings.Offer(Edit.Remove(findings.At(split.Attribute)));
        }

        Form.CheckUnused(this, raw.Declaring!, findings);
    }
}

/// <summary>Batch normalization over parts of a batch.</summary>
/// <param name="Splits">Parts of a batch.</param>
internal sealed record SplitBatchNormModel(int Splits) : Model
{
    /// <summary>Minimum number of parts that differ from ordinary batch normalization.</summary>
    public const int MinimumSplits = 2;

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public AttributeIndex Attribute { get; init; }
}

/// <summary>How a custom module is created.</summary>
internal enum CustomConstructor
{
    /// <summary>It is not a custom module, or cannot be created.</summary>
    None,

    /// <summary><c>new X()</c>, then moved to the device.</summary>
    Nothing,

    /// <summary><c>new X(device)</c>.</summary>
    Device,

    /// <summary><c>new X(inputSize)</c>, then moved to the device.</summary>
    InputSize,

    /// <summary><c>new X(inputSize, device)</c>.</summary>
    InputSizeAndDevice,
}
