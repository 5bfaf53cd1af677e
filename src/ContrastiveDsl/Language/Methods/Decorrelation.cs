using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A method that compares the components of embeddings over the batch in place of images: no negatives, one network.
/// </summary>
/// <typeparam name="TAttribute">The attribute that declares it.</typeparam>
/// <param name="name">Its name as the field writes it.</param>
/// <param name="paper">Authors, year and number of the paper.</param>
/// <param name="resolve">The settings of an experiment with the attribute.</param>
internal abstract class DecorrelationMethod<TAttribute>(
    string name,
    string paper,
    Func<TAttribute, MethodModel> resolve
) : AttributeMethod<TAttribute>(name, paper, resolve)
    where TAttribute : ExperimentAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules => DecorrelationRules.All;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <summary>Components are compared, of which there have to be many.</summary>
    public override string? UsualPart(PartFacts part, RawAttribute declaring, int output) =>
        part.Kind == DeclarationKind.Projector
            ? "[ProjectionHead(Layers = 3, Hidden = 2048, Output = 2048)]"
            : base.UsualPart(part, declaring, output);

    /// <summary>A loss of two batches of projections.</summary>
    private protected static Loss OfProjections<TLoss>(Func<TypeName, TLoss, LossModel> resolve)
        where TLoss : LossPartAttribute, new() => new Loss<TLoss>("two batches of projections", ["z0", "z1"], resolve);
}

/// <summary>The settings of a method that compares components: there are none.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
internal abstract record DecorrelationModel<TMethod> : MethodModel<TMethod>
    where TMethod : Method
{
    /// <summary>The loss compares each component with each.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Projector.Output, experiment.Projector.Output);

    /// <summary>Whether a normalization leaves the loss less to do when embeddings come from it.</summary>
    /// <param name="norm">The last layer of the projector, a normalization.</param>
    private protected abstract bool IsInTheWay(NormLayer norm);

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (experiment.Loss.IsCustom)
        {
            // A custom loss does not say what it makes of components.
            return;
        }

        CheckBatch(experiment, findings);
        if (analysis.IsSound(experiment.Projector))
        {
            CheckEnd(experiment, findings);
            if (analysis.IsSound(experiment.Encoder))
            {
                CheckWidth(experiment, findings);
            }
        }
    }

    private void CheckBatch(ExperimentModel experiment, FindingList findings)
    {
        var batch = experiment.Training.BatchSize;
        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.BatchSize));
        if (batch == 1)
        {
            findings.Add(DecorrelationRules.NoStatistics, place, Text.Of(batch), Facts.Name);
            findings.Offer(Edit.Set(place, BatchChecks.Usual));
        }
        else if (batch is > 1 and < BatchChecks.UsualMinimum)
        {
            findings.Add(
                DecorrelationRules.UncertainStatistics,
                place,
                Text.Of(batch),
                Facts.Name,
                Text.Of(Math.Round(1 / Math.Sqrt(batch), 2)),
                Text.Of(BatchChecks.UsualMinimum)
            );
            findings.Offer(Edit.Set(place, BatchChecks.Usual));
        }
    }

    private void CheckEnd(ExperimentModel experiment, FindingList findings)
    {
        var projector = experiment.Projector;
        if (projector.Layers.LastOrDefault()?.Layer is not NormLayer norm || !IsInTheWay(norm))
        {
            return;
        }

        var fix = projector.Form.WithoutOutputNorm(projector);
        findings.AddConflict(
            DecorrelationRules.NormalizedOutput,
            experiment.At(nameof(ExperimentAttribute.Projector)),
            fix.Place,
            Facts.Name,
            projector.Type.Name,
            fix.Sentence + " there"
        );
        fix.OfferTo(findings);
    }

    private void CheckWidth(ExperimentModel experiment, FindingList findings)
    {
        var (projector, features) = (experiment.Projector, experiment.Encoder.Features);
        if (projector.Output < features)
        {
            var fix = projector.Form.WithOutput(projector, features);
            findings.AddConflict(
                DecorrelationRules.NarrowProjector,
                experiment.At(nameof(ExperimentAttribute.Projector)),
                fix.Place,
                Facts.Name,
                projector.Type.Name,
                Text.Of(projector.Output),
                Text.Of(features),
                fix.Sentence
            );
            fix.OfferTo(findings);
        }
    }
}

/// <summary>The rules of methods that compare components.</summary>
internal static class DecorrelationRules
{
    /// <summary>A batch of one image.</summary>
    internal static readonly Rule NoStatistics = new(
        "CDSL2039",
        Severity.Error,
        "Batch has no statistics",
        "With BatchSize = {0}, {1} has no statistics over images. Use at least 2; 256 or more is usual."
    );

    /// <summary>A batch of a few images.</summary>
    internal static readonly Rule UncertainStatistics = new(
        "CDSL2040",
        Severity.Warning,
        "Batch has uncertain statistics",
        "{1} with BatchSize = {0} knows correlations to {2} only. Use {3} or more; 256 is usual."
    );

    /// <summary>A projector whose end sets the scale that the loss looks after.</summary>
    internal static readonly Rule NormalizedOutput = new(
        "CDSL2041",
        Severity.Warning,
        "Projector ends in a normalization",
        "{0} looks after the scale of embeddings itself, but '{1}' ends in a normalization. {2}."
    );

    /// <summary>A projector that is narrower than the features.</summary>
    internal static readonly Rule NarrowProjector = new(
        "CDSL2042",
        Severity.Warning,
        "Projector is narrower than the features",
        "{0} compares components, but '{1}' has {2} for {3} features. {4} or more."
    );

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [NoStatistics, UncertainStatistics, NormalizedOutput, NarrowProjector];
}
