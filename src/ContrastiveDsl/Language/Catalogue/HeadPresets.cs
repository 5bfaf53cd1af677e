using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The heads of the papers as data.</summary>
internal static class HeadPresets
{
    private const DeclarationKind Projector = DeclarationKind.Projector;
    private const DeclarationKind Predictor = DeclarationKind.Predictor;

    /// <summary>All presets; one that exists for both kinds of head is listed twice.</summary>
    public static IReadOnlyList<HeadPresetEntry> All { get; } =
    [
        new(HeadPreset.SimClrV1, Projector, 128)
        {
            OutputNorm = Norm.Batch,
            Source = SimClr.Reference + "; google-research/simclr model_util.py",
        },
        new(HeadPreset.SimClrV2, Projector, 128, Layers: 3)
        {
            OutputNorm = Norm.Batch,
            Source = Papers.SimClrV2 + "; google-research/simclr model_util.py",
        },
        new(HeadPreset.MoCoV1, Projector, 128, Layers: 1)
        {
            OutputBias = true,
            Source = MoCo.Reference + "; facebookresearch/moco builder.py",
        },
        new(HeadPreset.MoCoV2, Projector, 128)
        {
            Norm = Norm.None,
            HiddenBias = true,
            OutputBias = true,
            Source = Papers.MoCoV2 + "; facebookresearch/moco builder.py",
        },
        new(HeadPreset.MoCoV3ResNet, Projector, 256, 4096)
        {
            OutputNorm = Norm.Batch,
            OutputAffine = false,
            Source = MoCoV3Source,
        },
        new(HeadPreset.MoCoV3ResNet, Predictor, 256, 4096) { Source = MoCoV3Source },
        new(HeadPreset.MoCoV3ViT, Projector, 256, 4096, 3)
        {
            OutputNorm = Norm.Batch,
            OutputAffine = false,
            Source = MoCoV3Source,
        },
        new(HeadPreset.MoCoV3ViT, Predictor, 256, 4096)
        {
            OutputNorm = Norm.Batch,
            OutputAffine = false,
            Source = MoCoV3Source,
        },
        new(HeadPreset.Byol, Projector, 256, 4096) { HiddenBias = true, Source = ByolSource },
        new(HeadPreset.Byol, Predictor, 256, 4096) { HiddenBias = true, Source = ByolSource },
        new(HeadPreset.SimSiam, Projector, 2048, 2048, 3)
        {
            OutputNorm = Norm.Batch,
            OutputAffine = false,
            Source = SimSiamSource,
        },
        new(HeadPreset.SimSiam, Predictor, 2048, 512) { OutputBias = true, Source = SimSiamSource },
        new(HeadPreset.SimSiamCifar10, Projector, 2048, 2048)
        {
            OutputNorm = Norm.Batch,
            OutputAffine = false,
            Source = SimSiamSource,
        },
        new(HeadPreset.SimSiamCifar10, Predictor, 2048, 512) { OutputBias = true, Source = SimSiamSource },
        new(HeadPreset.RaftMlp, Projector, 256, 4096)
        {
            HiddenBias = true,
            OutputBias = true,
            Source = RaftSource,
        },
        new(HeadPreset.RaftMlp, Predictor, 256, 4096)
        {
            HiddenBias = true,
            OutputBias = true,
            Source = RaftSource,
        },
        new(HeadPreset.RaftMlpCifar10, Projector, 256, 512)
        {
            HiddenBias = true,
            OutputBias = true,
            Source = RaftSource,
        },
        new(HeadPreset.RaftMlpCifar10, Predictor, 256, 512)
        {
            HiddenBias = true,
            OutputBias = true,
            Source = RaftSource,
        },
        new(HeadPreset.RaftLinear, Predictor, 256, Layers: 1) { OutputBias = true, Source = RaftSource },
        new(HeadPreset.Dino, Projector, 256, 2048, 3)
        {
            Norm = Norm.None,
            Activation = Activation.Gelu,
            HiddenBias = true,
            OutputBias = true,
            Source = Dino.Reference + "; facebookresearch/dino vision_transformer.py",
        },
    ];

    private const string MoCoV3Source = MoCoV3.Reference + "; facebookresearch/moco-v3 builder.py";
    private const string ByolSource = Byol.Reference + "; deepmind-research/byol networks.py";
    private const string SimSiamSource = SimSiam.Reference + "; facebookresearch/simsiam builder.py";
    private const string RaftSource = Raft.Reference + "; the authors' raft.py";

    /// <summary>The preset for a kind of head, or <see langword="null"/> where there is none.</summary>
    public static HeadPresetEntry? Find(HeadPreset preset, DeclarationKind role) =>
        All.FirstOrDefault(entry => entry.Preset == preset && entry.Role == role);

    /// <summary>
    /// A head attribute with what its preset gives and what is not written. A preset of the other kind of head, which
    /// the rules refuse, still says how large a head is meant.
    /// </summary>
    /// <param name="attribute">The attribute of a projection or prediction head.</param>
    public static RawAttribute Complete(RawAttribute attribute)
    {
        if (HeadResolver.Bind(attribute) is not HeadAttribute { Preset: { } preset })
        {
            return attribute;
        }

        var entry = Find(preset, attribute.Declares) ?? Find(preset, Projector) ?? Find(preset, Predictor);
        return entry is null ? attribute : attribute.Or(entry.Arguments);
    }
}

/// <summary>A head of a paper: what the attribute of such a head would say.</summary>
/// <param name="Preset">Which one.</param>
/// <param name="Role">What the head is for.</param>
/// <param name="Output">Size of the output.</param>
/// <param name="Hidden">Size of the hidden layers, or 0 where they are as wide as the input.</param>
/// <param name="Layers">Number of linear layers.</param>
internal sealed record HeadPresetEntry(
    HeadPreset Preset,
    DeclarationKind Role,
    int Output,
    int Hidden = 0,
    int Layers = 2
)
{
    /// <summary>What normalizes hidden layers.</summary>
    public Norm Norm { get; init; } = Norm.Batch;

    /// <summary>What follows hidden layers.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Whether hidden linear layers have a bias.</summary>
    public bool HiddenBias { get; init; }

    /// <summary>Whether the last linear layer has a bias.</summary>
    public bool OutputBias { get; init; }

    /// <summary>What normalizes the output.</summary>
    public Norm OutputNorm { get; init; } = Norm.None;

    /// <summary>Whether the output's normalization learns scale and shift.</summary>
    public bool OutputAffine { get; init; } = true;

    /// <summary>Paper, and the place in the authors' code.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The arguments that state all this.</summary>
    public EquatableArray<RawArgument> Arguments =>
        new(
            Of(nameof(HeadAttribute.Output), Output),
            Of(nameof(HeadAttribute.Hidden), Hidden),
            Of(nameof(HeadAttribute.Layers), Layers),
            Of(nameof(HeadAttribute.Norm), (long)Norm),
            Of(nameof(HeadAttribute.Activation), (long)Activation),
            Of(nameof(HeadAttribute.HiddenBias), HiddenBias ? 1 : 0),
            Of(nameof(HeadAttribute.OutputBias), OutputBias ? 1 : 0),
            Of(nameof(HeadAttribute.OutputNorm), (long)OutputNorm),
            Of(nameof(HeadAttribute.OutputAffine), OutputAffine ? 1 : 0)
        );

    private static RawArgument Of(string name, long value) => RawArgument.Of(name, value);
}
