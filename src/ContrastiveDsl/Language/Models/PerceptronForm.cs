using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A multi-layer perceptron: a linear layer, a norm and an activation for each hidden layer, then the last linear layer
/// and perhaps a norm.
/// </summary>
/// <param name="Hidden">Size of the hidden layers, or 0 where they are as wide as the input.</param>
/// <param name="StatedOutput">Size of the output.</param>
internal sealed record PerceptronForm(int Hidden, int StatedOutput) : SizedHeadForm(Hidden, StatedOutput)
{
    /// <summary>The deepest perceptron that is laid out; the rules refuse deeper ones.</summary>
    private const int MaximumDepth = 64;

    /// <summary>Number of linear layers.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>What normalizes hidden layers, as stated: of a single layer nothing reads it.</summary>
    public Norm Norm { get; init; }

    /// <summary>What follows hidden layers.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether hidden linear layers have a bias.</summary>
    public bool HiddenBias { get; init; }

    /// <summary>Whether the last linear layer has a bias.</summary>
    public bool OutputBias { get; init; } = true;

    /// <summary>
    /// The preset that gives what is not written, or <see langword="null"/>. The same head written out is no other one:
    /// not public, and so not in the fingerprint.
    /// </summary>
    internal HeadPreset? Preset { get; init; }

    /// <summary>The form as its attribute and the preset that it names state it.</summary>
    public static PerceptronForm Of(RawAttribute declaring)
    {
        var attribute = HeadPresets.Complete(declaring);
        var stated = (HeadAttribute)HeadResolver.Bind(attribute);
        return new PerceptronForm(stated.Hidden, stated.Output)
        {
            Depth = stated.Layers,
            Norm = stated.Norm,
            Activation = stated.Activation,
            HiddenBias = attribute.Has(nameof(stated.HiddenBias)) ? stated.HiddenBias : IsNone(stated.Norm),
            OutputBias = attribute.Has(nameof(stated.OutputBias)) ? stated.OutputBias : IsNone(stated.OutputNorm),
            OutputNorm = stated.OutputNorm,
            OutputAffine = stated.OutputAffine,
            Groups = stated.Groups,
            Preset = stated.Preset,
        };
    }

    /// <inheritdoc/>
    public override int HiddenSize => Depth > 1 ? Hidden : 0;

    /// <summary>What normalizes the hidden layers that it has.</summary>
    private Norm HiddenNorm => Depth > 1 ? Norm : Norm.None;

    /// <inheritdoc/>
    private protected override bool ReadsGroups => base.ReadsGroups || HiddenNorm == Norm.Group;

    /// <inheritdoc/>
    private protected override IEnumerable<(string Reason, string[] Settings)> Unread
    {
        get
        {
            if (Depth == 1)
            {
                yield return (
                    "which has a single layer",
                    [
                        nameof(HeadAttribute.Hidden),
                        nameof(HeadAttribute.Norm),
                        nameof(HeadAttribute.Activation),
                        nameof(HeadAttribute.HiddenBias),
                    ]
                );
            }

            if (OutputNorm == Norm.None)
            {
                yield return ("whose OutputNorm is Norm.None", [nameof(HeadAttribute.OutputAffine)]);
            }

            if (!ReadsGroups)
            {
                yield return ("which has no Norm.Group", [nameof(HeadAttribute.Groups)]);
            }
        }
    }

    /// <summary>
    /// Layers are named by position as in a Sequential: an activation takes one, though it has no state.
    /// </summary>
    private protected override IEnumerable<NamedLayer> Layers(int features) =>
        Sequence(features).OfType<Layer>().Select((layer, position) => new NamedLayer(Text.Of(position), layer));

    private IEnumerable<Layer?> Sequence(int features)
    {
        for (var index = 1; index < Math.Min(Depth, MaximumDepth); index++)
        {
            yield return new LinearLayer(Hidden == 0 ? features : Hidden, HiddenBias);
            yield return NormLayer.Of(Norm, Groups);
            yield return Activation == Activation.Gelu ? new GeluLayer() : new ReluLayer();
        }

        yield return new LinearLayer(StatedOutput, OutputBias);
        yield return NormLayer.Of(OutputNorm, Groups, OutputAffine);
    }

    /// <inheritdoc/>
    internal override void CheckSettings(HeadModel head, FindingList findings)
    {
        base.CheckSettings(head, findings);
        if (Hidden != 0)
        {
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Hidden), Hidden);
        }
        else if (Depth > 1 && head.Input > Limits.Size)
        {
            // A hidden layer that follows its input is as wide as that.
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Hidden), head.Input);
        }

        findings.RequireSize(head.Attribute, nameof(HeadAttribute.Layers), Depth, 1, MaximumDepth);
    }

    /// <inheritdoc/>
    internal override HeadFix SingleLayer(HeadModel head) => Become(head, this with { Depth = 1 });

    /// <inheritdoc/>
    internal override HeadFix HiddenLayer(HeadModel head, Norm norm) =>
        Become(head, this with { Depth = 2, Norm = norm });

    /// <inheritdoc/>
    internal override HeadFix HiddenWidth(HeadModel head, int width)
    {
        var fix = Become(
            head,
            head.HasHiddenLayer
                ? this with
                {
                    Hidden = width,
                }
                : this with
                {
                    Depth = 2,
                    Hidden = width,
                    Norm = Norm.Batch,
                }
        );
        return fix with { Place = head.At(nameof(HeadAttribute.Hidden)) };
    }

    /// <inheritdoc/>
    private protected override HeadFix BatchNormOfLayer(HeadModel head) =>
        Become(head, head.HasHiddenLayer ? this with { Norm = Norm.Batch } : this with { OutputNorm = Norm.Batch });

    /// <inheritdoc/>
    internal override HeadFix WithoutBatchNorm(HeadModel head) => Become(head, InPlaceOfBatchNorm(Norm.None));

    /// <inheritdoc/>
    internal override HeadFix LayerNorm(HeadModel head) => Become(head, InPlaceOfBatchNorm(Norm.Layer));

    /// <inheritdoc/>
    internal override HeadFix WithoutOutputNorm(HeadModel head) => Become(head, this with { OutputNorm = Norm.None });

    private PerceptronForm InPlaceOfBatchNorm(Norm norm) =>
        this with
        {
            Norm = HiddenNorm == Norm.Batch ? norm : Norm,
            OutputNorm = OutputNorm == Norm.Batch ? norm : OutputNorm,
        };

    private HeadFix Become(HeadModel head, PerceptronForm other) =>
        Become(head, other, [.. other.Changeable.Except(Changeable)]);

    /// <summary>The settings that a fix changes, as they are written.</summary>
    private IEnumerable<(string Setting, string Value)> Changeable =>
        [
            (nameof(HeadAttribute.Layers), Text.Of(Depth)),
            (nameof(HeadAttribute.Hidden), Text.Of(Hidden)),
            (nameof(HeadAttribute.Norm), Name(Norm)),
            (nameof(HeadAttribute.OutputNorm), Name(OutputNorm)),
        ];

    private static bool IsNone(Norm norm) => NormLayer.Of(norm, 1) is null;
}
