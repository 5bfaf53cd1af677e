using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// MoCo v1 and v2: each query recognizes its image's key, made by a momentum encoder, against a queue of keys of
/// earlier batches.
/// </summary>
internal sealed class MoCo()
    : AttributeMethod<MoCoAttribute>("MoCo", Reference + "; " + Papers.MoCoV2, static stated => new MoCoModel(
        stated.Symmetric,
        stated.Version
    ))
{
    /// <summary>Momentum contrast.</summary>
    internal const string Reference = "He et al., 2019, arXiv:1911.05722";

    /// <summary>Statistics of whole batches.</summary>
    internal static readonly Rule LeakingStatistics = new(
        "CDSL2027",
        Severity.Info,
        "Batch statistics can reveal the positive",
        "MoCo with BatchNorm on one device can leak which key is positive. {0}."
    );

    /// <summary>A head that belongs to the other version.</summary>
    internal static readonly Rule HeadOfOtherVersion = new(
        "CDSL2031",
        Severity.Warning,
        "Head belongs to the other MoCo",
        "MoCo v{0} has {1}, but '{2}' has {3}. {4}."
    );

    /// <summary>A version that does not exist, or not here.</summary>
    internal static readonly Rule UnknownVersion = new(
        "CDSL2032",
        Severity.Error,
        "MoCo has versions 1 and 2",
        "Version must be 1 or 2; it is {0}.{1}"
    )
    {
        Value = 0,
    };

    /// <summary>InfoNCE with a queue.</summary>
    internal static Loss InfoNce { get; } =
        new Loss<InfoNceLossAttribute>(
            "queries, keys and the queue",
            ["queries", "keys", "queue"],
            static (type, loss) => new InfoNceLossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [InfoNce];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [LeakingStatistics, HeadOfOtherVersion, UnknownVersion];

    /// <inheritdoc/>
    public override bool AccumulatesGradients => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [MemoryFacts.Queue, new MomentumFacts("Key", new(0.999, 1, MomentumSchedule.Constant, TargetStart.Copy))];

    /// <inheritdoc/>
    public override string VariantOf(RawAttribute attribute) => Variant(attribute.Bind<MoCoAttribute>().Version);

    /// <summary>A version as the field writes it.</summary>
    internal static string Variant(int version) => "v" + Text.Of(version);

    /// <inheritdoc/>
    public override string? UsualPart(PartFacts part, RawAttribute declaring, int output) =>
        part.Kind == DeclarationKind.Projector && declaring.Bind<MoCoAttribute>().Version == 1
            ? "[ProjectionHead(HeadPreset.MoCoV1)]"
            : base.UsualPart(part, declaring, output);
}

/// <summary>MoCo's settings.</summary>
/// <param name="Symmetric">Whether each view is used as query and as key.</param>
/// <param name="Version">1 or 2: with a linear head, or with a hidden layer in it.</param>
internal sealed record MoCoModel(bool Symmetric, int Version) : MethodModel<MoCo>
{
    /// <summary>Devices of the authors.</summary>
    private const int UsualSplits = 8;

    /// <inheritdoc/>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        KeysPerImage * experiment.Loss.ChanceLoss(NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    public override int KeysPerImage => Symmetric ? 2 : 1;

    /// <inheritdoc/>
    public override string Variant => MoCo.Variant(Version);

    /// <inheritdoc/>
    public override string Name(LossModel loss) => base.Name(loss) + (Symmetric ? ", symmetric" : string.Empty);

    /// <inheritdoc/>
    public override string Paper => Version == 1 ? MoCo.Reference : base.Paper;

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => Queue?.Size ?? 0;

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        count(NegativesPerAnchor(experiment)) + " per query, the queue";

    /// <summary>Those with the queue: that of each query with its own key stands alone.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (ImagesAtOnce(experiment), NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        CheckVersion(analysis, findings);
        CheckLeak(analysis, findings);
    }

    private void CheckVersion(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (Version is not (1 or 2))
        {
            var hint = Version == 3 ? " For MoCo v3 use [" + Words.Of<MoCoV3Attribute>() + "]." : string.Empty;
            findings.Add(MoCo.UnknownVersion, experiment.At(nameof(MoCoAttribute.Version)), Text.Of(Version), hint);
            findings.Offer(Edit.Set(experiment.At(nameof(MoCoAttribute.Version)), "2"));
            return;
        }

        var projector = experiment.Projector;
        var linears = projector.Layers.Count(layer => layer.Layer is LinearLayer);
        var isSuitable = (linears == 1) == (Version == 1);
        if (!projector.IsCustom && linears > 0 && !isSuitable && analysis.IsSound(projector))
        {
            AddOtherHead(experiment, projector, linears, findings);
        }
    }

    private void AddOtherHead(ExperimentModel experiment, HeadModel projector, int linears, FindingList findings)
    {
        // The authors normalize no layer of either head.
        var (has, fix) =
            Version == 1
                ? ("a single linear layer as its head", projector.Form.SingleLayer(projector))
                : ("a hidden layer in its head", projector.Form.HiddenLayer(projector, Norm.None));
        findings.AddConflict(
            MoCo.HeadOfOtherVersion,
            experiment.At(nameof(ExperimentAttribute.Projector)),
            fix.Place,
            Text.Of(Version),
            has,
            projector.Type.Name,
            linears == 1 ? "none" : Text.Of(linears) + " linear layers",
            fix.Sentence + " there, or Version = " + Text.Of(3 - Version) + " here"
        );
        fix.OfferTo(findings);
        findings.Offer(Edit.Set(experiment.At(nameof(MoCoAttribute.Version)), Text.Of(3 - Version)));
    }

    /// <summary>Whether keys can be told by what batch normalization makes of their batch.</summary>
    private static void CheckLeak(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var encoder = experiment.Encoder;
        if (encoder.EffectiveSplit is null && LayerChain.HasBatchNorm(encoder.Layers) && analysis.IsSound(encoder))
        {
            var split = Splits(experiment.Training.BatchSize) is { } splits
                ? "[SplitBatchNorm(" + Text.Of(splits) + ")]"
                : null;
            findings.AddConflict(
                MoCo.LeakingStatistics,
                experiment.At(nameof(ExperimentAttribute.Encoder)),
                encoder.At(),
                (
                    split is null
                        ? "Normalize '" + encoder.Type.Name + "'"
                        : "Add " + split + " to '" + encoder.Type.Name + "', or normalize"
                )
                    + " without the batch: "
                    + encoder.Form.GroupNorm(encoder)
            );
            if (split is not null)
            {
                findings.Offer(Edit.AddBehind(new Place(encoder.Type.Qualified), split));
            }
        }
        else
        {
            CheckHeadLeak(analysis, findings);
        }
    }

    /// <summary>What the encoder is split for must not come back in its head, of which nothing is split.</summary>
    private static void CheckHeadLeak(ExperimentAnalysis analysis, FindingList findings)
    {
        var (experiment, projector) = (analysis.Model, analysis.Model.Projector);
        if (LayerChain.HasBatchNorm(projector.Layers) && analysis.IsSound(projector))
        {
            var fix = projector.Form.WithoutBatchNorm(projector);
            findings.AddConflict(
                MoCo.LeakingStatistics,
                experiment.At(nameof(ExperimentAttribute.Projector)),
                fix.Place,
                "'"
                    + projector.Type.Name
                    + "' takes its statistics from the whole batch, and MoCo's head has none: "
                    + fix.Words
                    + " there"
            );
            fix.OfferTo(findings);
        }
    }

    /// <summary>
    /// The most parts, up to the usual number, that split a batch evenly and leave no image alone; <see
    /// langword="null"/> where none do.
    /// </summary>
    private static int? Splits(int batch)
    {
        for (var splits = UsualSplits; splits >= SplitBatchNormModel.MinimumSplits; splits--)
        {
            if (batch % splits == 0 && batch / splits > 1)
            {
                return splits;
            }
        }

        return null;
    }
}

/// <summary>InfoNCE with a queue.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
internal sealed record InfoNceLossModel(TypeName Type, double Temperature) : ContrastiveLossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool ComesInChunks => true;
}
