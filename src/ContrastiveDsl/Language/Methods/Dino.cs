namespace ContrastiveDsl.Language;

/// <summary>
/// DINO: a student predicts from one view what its teacher says of the other, as a distribution over prototypes that is
/// centered and sharpened.
/// </summary>
internal sealed class Dino()
    : AttributeMethod<DinoAttribute>("DINO", Reference, static stated => new DinoModel(
        stated.Prototypes,
        stated.TeacherTemperature,
        stated.WarmupTeacherTemperature,
        stated.TeacherTemperatureWarmupEpochs,
        stated.CenterMomentum,
        stated.FrozenEpochs
    ))
{
    /// <summary>Emerging properties in self-supervised vision transformers.</summary>
    internal const string Reference = "Caron et al., 2021, arXiv:2104.14294";

    /// <summary>A teacher that is no sharper than its student.</summary>
    internal static readonly Rule BluntTeacher = new(
        "CDSL2058",
        Severity.Warning,
        "Teacher is no sharper than its student",
        "{0} = {1}, but the student's temperature is {2}: targets are no sharper than what predicts them, and nothing keeps them from becoming alike. Set {0} = {3}."
    );

    /// <summary>A warm-up that the run ends before.</summary>
    internal static readonly Rule EndlessWarmup = new(
        "CDSL2059",
        Severity.Warning,
        "Teacher's temperature never arrives",
        "A run of {1} ends within the {0} in which the teacher's temperature goes to {2}. Set TeacherTemperatureWarmupEpochs = {3}."
    );

    /// <summary>The cross entropy of what the teacher says and the student's scores.</summary>
    internal static Loss Distillation { get; } =
        new Loss<DinoLossAttribute>(
            "scores and the teacher's distributions",
            ["scores", "distributions"],
            static (type, loss) => new DinoLossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Distillation];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [BluntTeacher, EndlessWarmup, PrototypeRules.FrozenThroughout];

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [new MomentumFacts("Teacher", new(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy))];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override int UsualLocalCount => 8;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <inheritdoc/>
    public override HealthFacts Health =>
        new(
            0.05,
            1.5,
            "Lower the teacher's temperature or the learning rate, raise the teacher's momentum, or freeze the prototypes longer."
        );
}

/// <summary>DINO's settings.</summary>
/// <param name="Prototypes">K, the prototypes.</param>
/// <param name="TeacherTemperature">τ of the teacher.</param>
/// <param name="WarmupTeacherTemperature">τ of the teacher in the first epoch of its warm-up.</param>
/// <param name="TeacherTemperatureWarmupEpochs">Epochs in which it goes from there to the former.</param>
/// <param name="CenterMomentum">The share of itself that the center keeps.</param>
/// <param name="FrozenEpochs">Epochs in which prototypes stay where they are.</param>
internal sealed record DinoModel(
    int Prototypes,
    double TeacherTemperature,
    double WarmupTeacherTemperature,
    int TeacherTemperatureWarmupEpochs,
    double CenterMomentum,
    int FrozenEpochs
) : PrototypeMethodModel<Dino>(Prototypes, FrozenEpochs)
{
    /// <summary>The paper's temperatures, 0.04 of the teacher and 0.1 of the student, as a quotient.</summary>
    private const double UsualSharpness = 0.4;

    /// <summary>The part of a run that the longest warm-up of the paper's takes.</summary>
    private const double UsualWarmup = 0.3;

    /// <summary>BYOL's but for the crop.</summary>
    public override ViewsPair? Families(EncoderModel encoder) => ViewsPair.OfByol;

    /// <summary>Whether the teacher's temperature changes.</summary>
    public bool WarmsUp => TeacherTemperatureWarmupEpochs > 0;

    /// <inheritdoc/>
    private protected override string Kind => "directions";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        yield return (
            "Targets",
            "the teacher's distributions over " + count(Prototypes) + " prototypes" + DescribeFrozen()
        );
        yield return (
            "Teacher",
            "temperature "
                + (
                    WarmsUp
                        ? Text.Of(WarmupTeacherTemperature)
                            + " to "
                            + Text.Of(TeacherTemperature)
                            + " over "
                            + Text.Count(TeacherTemperatureWarmupEpochs, "epoch")
                        : Text.Of(TeacherTemperature)
                )
                + ", center of momentum "
                + Text.Of(CenterMomentum)
        );
    }

    /// <summary>Each view is scored against all prototypes, with small ones all views at once.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Training.BatchSize * HeadImages(experiment), Prototypes);

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var at = experiment.Attribute;
        CheckPrototypes(experiment, findings);
        RequireTemperature(nameof(DinoAttribute.TeacherTemperature), TeacherTemperature);
        RequireTemperature(nameof(DinoAttribute.WarmupTeacherTemperature), WarmupTeacherTemperature);
        findings.RequireBetween(
            MethodRules.Setting,
            at,
            nameof(DinoAttribute.TeacherTemperatureWarmupEpochs),
            TeacherTemperatureWarmupEpochs,
            0
        );
        findings.Require(
            CenterMomentum is >= 0 and < 1,
            MethodRules.Setting,
            at,
            nameof(DinoAttribute.CenterMomentum),
            "at least 0 and less than 1",
            CenterMomentum
        );
        CheckSharpness(experiment, findings);
        CheckWarmup(experiment, findings);
        CheckFrozen(experiment, findings);

        void RequireTemperature(string setting, double value) =>
            findings.RequirePositive(MethodRules.Setting, at, setting, value);
    }

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (!WarmsUp)
        {
            findings.AddUnused(
                attribute,
                "whose teacher's temperature does not warm up",
                nameof(DinoAttribute.WarmupTeacherTemperature)
            );
        }
    }

    /// <summary>
    /// Targets that are no sharper than predictions have the uniform distribution as their fixed point.
    /// </summary>
    private void CheckSharpness(ExperimentModel experiment, FindingList findings)
    {
        var student = experiment.Loss.Temperature;
        if (experiment.Loss is not DinoLossModel || !(student > 0) || double.IsInfinity(student))
        {
            return;
        }

        Check(nameof(DinoAttribute.TeacherTemperature), TeacherTemperature);
        if (WarmsUp)
        {
            Check(nameof(DinoAttribute.WarmupTeacherTemperature), WarmupTeacherTemperature);
        }

        void Check(string setting, double temperature)
        {
            // One that is no temperature has an error of its own.
            if (!(temperature >= student) || double.IsInfinity(temperature))
            {
                return;
            }

            var (place, sharp) = (experiment.At(setting), Text.OfComputed(UsualSharpness * student));
            findings.AddConflict(
                Dino.BluntTeacher,
                place,
                experiment.Loss.At(nameof(DinoLossAttribute.Temperature)),
                setting,
                Text.Of(temperature),
                Text.Of(student),
                sharp
            );
            findings.Offer(Edit.Set(place, sharp));
        }
    }

    private void CheckWarmup(ExperimentModel experiment, FindingList findings)
    {
        var epochs = experiment.Training.Epochs;
        if (epochs < 1 || TeacherTemperatureWarmupEpochs <= epochs)
        {
            return;
        }

        var place = experiment.At(nameof(DinoAttribute.TeacherTemperatureWarmupEpochs));
        var usual = Text.Of((int)(UsualWarmup * epochs));
        findings.AddConflict(
            Dino.EndlessWarmup,
            place,
            findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Epochs)),
            Text.Count(TeacherTemperatureWarmupEpochs, "epoch"),
            Text.Count(epochs, "epoch"),
            Text.Of(TeacherTemperature),
            usual
        );
        findings.Offer(Edit.Set(place, usual));
    }
}

/// <summary>The loss of DINO, in one direction.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">The student's temperature.</param>
internal sealed record DinoLossModel(TypeName Type, double Temperature) : LossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool DividesCosines => true;

    /// <inheritdoc/>
    public override string SharpEffect => "lets the nearest prototype alone decide";
}
