using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>A linear layer for each patch, and one behind them all.</summary>
/// <param name="Patches">Patches that it concatenates.</param>
/// <param name="Hidden">Size that the features of each patch are mapped to.</param>
/// <param name="StatedOutput">Size of the output.</param>
internal sealed record PatchHeadForm(int Patches, int Hidden, int StatedOutput) : SizedHeadForm(Hidden, StatedOutput)
{
    /// <summary>The form as its attribute states it: a hidden size that is left out is that of the output.</summary>
    public static PatchHeadForm Of(RawAttribute declaring)
    {
        var stated = declaring.Bind<PatchHeadAttribute>();
        return new PatchHeadForm(stated.Patches, stated.Hidden == 0 ? stated.Output : stated.Hidden, stated.Output)
        {
            OutputNorm = stated.OutputNorm,
            OutputAffine = stated.OutputAffine,
            Groups = stated.Groups,
        };
    }

    /// <inheritdoc/>
    public override int HiddenSize => Hidden;

    /// <inheritdoc/>
    private protected override IEnumerable<(string Reason, string[] Settings)> Unread =>
        OutputNorm switch
        {
            Norm.None =>
            [
                (
                    "whose OutputNorm is Norm.None",
                    [nameof(PatchHeadAttribute.OutputAffine), nameof(PatchHeadAttribute.Groups)]
                ),
            ],
            Norm.Group => [],
            _ => [("which has no Norm.Group", [nameof(PatchHeadAttribute.Groups)])],
        };

    /// <summary>Features of several patches are a sequence.</summary>
    public override FeatureShape InputShape(int features) => FeatureShape.Sequence(Patches, features);

    /// <inheritdoc/>
    private protected override IEnumerable<NamedLayer> Layers(int features)
    {
        var norm = NormLayer.Of(OutputNorm, Groups, OutputAffine);
        yield return new("patch", new PatchProjectionLayer(Hidden));
        yield return new("concatenate", new ConcatenateLayer());
        yield return new("joint", new LinearLayer(StatedOutput, norm is null));
        if (norm is not null)
        {
            yield return new("norm", norm);
        }
    }

    /// <inheritdoc/>
    internal override void CheckSettings(HeadModel head, FindingList findings)
    {
        base.CheckSettings(head, findings);
        findings.RequireSize(
            head.Attribute,
            nameof(PatchHeadAttribute.Patches),
            Patches,
            1,
            PretextTransforms.MaximumPatches
        );

        // Without a hidden size it has that of its output, which has been checked.
        if (Hidden != StatedOutput)
        {
            findings.RequireSize(head.Attribute, nameof(PatchHeadAttribute.Hidden), Hidden);
        }
    }

    /// <inheritdoc/>
    internal override HeadFix LayerNorm(HeadModel head) =>
        Become(head, this with { OutputNorm = Norm.Layer }, (nameof(PatchHeadAttribute.OutputNorm), Name(Norm.Layer)));
}
