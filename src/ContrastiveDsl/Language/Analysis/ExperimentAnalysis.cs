using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// An experiment under the rules: its model, and of each part what is wrong with that alone, found once. Rules about an
/// experiment leave out a part with a fault of its own: the fault is reported on the part, and what follows from it is
/// no news.
/// </summary>
/// <param name="model">The experiment.</param>
/// <param name="analysis">
/// The analysis of the experiment's class, whose parts have been checked; <see langword="null"/> for a model from
/// elsewhere.
/// </param>
internal sealed class ExperimentAnalysis(ExperimentModel model, ClassAnalysis? analysis = null)
{
    private readonly Dictionary<(string Type, int Input), EquatableArray<Finding>> parts = [];
    private bool isUnfinished;
    private bool lacksOptimizer;

    /// <summary>The experiment.</summary>
    public ExperimentModel Model => model;

    /// <summary>
    /// Everything that is wrong with an experiment: its settings, and how its parts fit together. Faults of a part
    /// alone are the part's.
    /// </summary>
    public static EquatableArray<Finding> CheckAll(ExperimentModel model) => new ExperimentAnalysis(model).CheckAll();

    /// <summary>
    /// What else is wrong with an experiment that lacks something: who adds that need not build once more to learn of
    /// it. What depends on what is lacking is not said.
    /// </summary>
    /// <param name="raw">The experiment's class, its recipe written out.</param>
    /// <param name="resolve">What a class declares that it names.</param>
    /// <param name="analysis">The analysis of the experiment's class.</param>
    public static EquatableArray<Finding> CheckUnfinished(
        RawClass raw,
        Func<RawClass, ClassModel> resolve,
        ClassAnalysis analysis
    )
    {
        if (ExperimentResolver.Draft(raw, resolve) is { } draft)
        {
            var unfinished = new ExperimentAnalysis(draft, analysis)
            {
                isUnfinished = true,
                lacksOptimizer = OptimizerCatalogue.Resolve(raw) is null,
            };
            return new(unfinished.CheckAll().Where(finding => !StandIn.IsBehind(finding, draft)));
        }

        var findings = new FindingList(raw.Type);
        var optimizer = OptimizerCatalogue.Resolve(raw);
        ScheduleChecks.Check(ExperimentResolver.Training(raw), ExperimentResolver.Schedule(raw), optimizer, findings);
        if (optimizer is not null)
        {
            OptimizerChecks.AreSettingsSound(optimizer, findings);
        }

        return findings.ToEquatable();
    }

    /// <summary>Everything that is wrong with the experiment.</summary>
    public EquatableArray<Finding> CheckAll()
    {
        var findings = new FindingList(model.Type);
        ScheduleChecks.Check(model.Training, model.Schedule, lacksOptimizer ? null : model.Optimizer, findings);
        if (!lacksOptimizer)
        {
            OptimizerChecks.Check(this, findings);
        }

        // A method knows its own batches best: where it has refused one, nothing general is added.
        model.Method.Check(this, findings);
        BatchChecks.Check(this, findings);
        if (model.Images is { } images)
        {
            DataChecks.CheckStated(model, images, findings);
        }

        MicroBatchChecks.Check(this, findings);
        PrecisionChecks.Check(this, findings);
        // What is not written is at its defaults, or lacking.
        foreach (var memory in model.Method.Memory.Where(memory => !isUnfinished || memory.Attribute.IsWritten))
        {
            memory.Check(model, findings);
        }

        RecipeChecks.Check(model, findings);
        FitChecks.Check(this, findings);
        return findings.ToEquatable();
    }

    /// <summary>
    /// Whether a setting of an attribute of the experiment is written; never for a model without a class as written.
    /// </summary>
    public bool IsWritten(AttributeIndex attribute, string setting) =>
        analysis?.Class.Attributes.Any(candidate => candidate.Index == attribute && candidate.Has(setting)) == true;

    /// <summary>Whether an encoder is without a fault of its own.</summary>
    public bool IsSound(EncoderModel encoder) =>
        IsSound(encoder.Type, Findings(encoder.Type, 0, () => PartFindings.Of(encoder)));

    /// <summary>Whether a head, with the input that it has, is without a fault of its own.</summary>
    public bool IsSound(HeadModel head) => IsSound(head.Type, Findings(head));

    /// <summary>Whether all encoders and heads are without a fault of their own.</summary>
    public bool AreNetworksSound =>
        model.Encoders.All(IsSound) && model.Heads.Where(head => head.IsCustom || head.Layers.Count > 0).All(IsSound);

    /// <summary>Whether an augmentation family is without a fault of its own.</summary>
    public bool IsSound(ViewsModel views) => IsSound(views.Type, Findings(views.Type, 0, () => PartFindings.Of(views)));

    /// <summary>What is wrong with a head, with the input that it has.</summary>
    public EquatableArray<Finding> Findings(HeadModel head) =>
        Findings(head.Type, head.Input, () => PartFindings.Of(head));

    private bool IsSound(TypeName type, EquatableArray<Finding> findings) =>
        !StandIn.Is(type)
        && analysis?.Part(type)?.IsMisstated != true
        && !findings.Any(finding => finding.Rule.Severity == Severity.Error);

    private EquatableArray<Finding> Findings(TypeName type, int input, Func<EquatableArray<Finding>> find)
    {
        if (!parts.TryGetValue((type.Qualified, input), out var findings))
        {
            // A head whose input the experiment gives is another one than the class declares.
            var declared = analysis?.Part(type);
            findings =
                declared is not null && (declared.Declared.Head?.Input ?? 0) == input ? declared.ModelFindings : find();
            parts.Add((type.Qualified, input), findings);
        }

        return findings;
    }
}
