namespace ContrastiveDsl.Language;

/// <summary>
/// PIRL: an image and its jigsaw, or its rotation, both recognize the image's entry in a memory bank.
/// </summary>
internal sealed class Pirl() : Method<PirlAttribute>("PIRL", Reference)
{
    /// <summary>Self-supervised learning of pretext-invariant representations.</summary>
    internal const string Reference = "Misra and van der Maaten, 2019, arXiv:1912.01991";

    /// <summary>A weight that switches one of the two terms off.</summary>
    internal static readonly Rule UntrainedHead = new(
        "CDSL2045",
        Severity.Warning,
        "Weight leaves a head untrained",
        "Lambda = {0} switches a term off, and with it {1}, which no gradient reaches. Use a weight between 0 and 1; 0.5 in the paper."
    );

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [UntrainedHead];

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } =
    [InstanceDiscrimination.Nce, InstanceDiscrimination.MemorySoftmax];

    /// <inheritdoc/>
    public override Loss CustomLoss => InstanceDiscrimination.MemorySoftmax;

    /// <inheritdoc/>
    public override int ViewCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } = [MemoryFacts.Bank];

    /// <summary>
    /// The loss is a mean over images, but the level of its noise is estimated from the whole first batch.
    /// </summary>
    public override bool CachesGradients => true;

    /// <summary>Without its pretext transform, or with two, there is no such experiment.</summary>
    public override MethodModel? Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder
    )
    {
        if (PretextTransforms.In(raw) is not ({ } transform, null))
        {
            return null;
        }

        return new PirlModel(
            new PretextModel(
                parts[nameof(PatchExperimentAttribute.PatchHead)]!.Head!.Behind(encoder.Features),
                parts[nameof(PatchExperimentAttribute.PatchViews)]!.Views!,
                PretextTransforms.Resolve(transform, encoder.ImageSize)
            ),
            attribute.Bind<PirlAttribute>().Lambda
        );
    }
}

/// <summary>PIRL's settings, beside those of its memory bank.</summary>
/// <param name="Patches">The patches of its pretext transform.</param>
/// <param name="Lambda">λ, the weight of the patches' term.</param>
internal sealed record PirlModel(PretextModel Patches, double Lambda) : BankMethodModel<Pirl>
{
    /// <inheritdoc/>
    public override PretextModel Pretext => Patches;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        yield return ("Patches", Pretext.Transform.Describe(Text.Of) + "; λ " + Text.Of(Lambda));
    }

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        Pretext.Transform.Check(analysis, findings);
        findings.Require(
            Lambda is >= 0 and <= 1,
            MethodRules.Setting,
            analysis.Model.Attribute,
            nameof(PirlAttribute.Lambda),
            "from 0 to 1",
            Lambda
        );
        if (Lambda is 0 or 1)
        {
            var (lambda, head) = Lambda.Equals(0.0) ? ("0", "the head of patches") : ("1", "the projector of images");
            findings.Add(Pirl.UntrainedHead, analysis.Model.At(nameof(PirlAttribute.Lambda)), lambda, head);
            findings.Offer(Edit.Set(analysis.Model.At(nameof(PirlAttribute.Lambda)), "0.5"));
        }
    }
}
