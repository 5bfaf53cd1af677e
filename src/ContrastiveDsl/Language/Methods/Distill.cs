using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Distillation: a student learns the features of a trained teacher, and how similar it finds an image to earlier ones.
/// </summary>
internal sealed class Distill() : Method<DistillAttribute>("Distillation", Reference)
{
    /// <summary>SEED: self-supervised distillation for visual representation.</summary>
    internal const string Reference = "SEED: Fang et al., 2021, arXiv:2101.04731";

    /// <summary>Nobody to learn from.</summary>
    internal static readonly Rule NoTeacher = new(
        "CDSL2061",
        Severity.Error,
        "Distillation has no teacher",
        "{0} learns from a trained network. Add Teacher = \"…\", the folder of a run or an .onnx file."
    );

    /// <summary>Two weights of 0, with which there is nothing to learn.</summary>
    internal static readonly Rule NoTerm = new(
        "CDSL2062",
        Severity.Error,
        "Loss of distillation has no term",
        "With {0} = 0 and {1} = 0 nothing of the teacher is learned. Set one of them greater than 0; 1 is usual."
    );

    /// <summary>Targets that are softer than what predicts them.</summary>
    internal static readonly Rule SofterTeacher = new(
        "CDSL2063",
        Severity.Info,
        "Teacher is softer than its student",
        "TeacherTemperature = {0} is above the student's {1}: the nearest images count less to the teacher than to the student. 0.01 beside 0.2 is usual."
    );

    /// <summary>A normalization that no images can have.</summary>
    internal static readonly Rule WrongNormalization = new(
        "CDSL2064",
        Severity.Error,
        "Teacher's normalization is wrong",
        "TeacherMean and TeacherStd {0}."
    );

    /// <summary>Similarities and features of the teacher.</summary>
    internal static Loss Terms { get; } =
        new Loss<DistillLossAttribute>(
            "embeddings, the teacher's features and the queue",
            ["embeddings", "targets", "queue"],
            static (type, loss) =>
                new DistillLossModel(
                    type,
                    loss.Temperature,
                    loss.TeacherTemperature,
                    loss.SimilarityWeight,
                    loss.RegressionWeight
                )
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Terms];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [NoTeacher, NoTerm, SofterTeacher, WrongNormalization];

    /// <summary>Teacher and student look at one view: they disagree about the image, and not about its crop.</summary>
    public override int ViewCount => 1;

    /// <inheritdoc/>
    public override bool AccumulatesGradients => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [new MemoryFacts<DistillAttribute>("teacher's queue", static stated => new TeacherQueueModel(stated.QueueSize))];

    /// <inheritdoc/>
    public override MethodModel Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder
    )
    {
        var stated = attribute.Bind<DistillAttribute>();
        return new DistillModel(
            stated.Teacher ?? string.Empty,
            new(stated.TeacherMean ?? []),
            new(stated.TeacherStd ?? []),
            parts[nameof(ExperimentAttribute.Loss)]?.Loss is not DistillLossModel { Similarity: 0, Regression: not 0 }
        );
    }

    /// <summary>
    /// What a teacher shows is its own: rectified features all lie in one corner, whoever has them.
    /// </summary>
    public override HealthFacts Health =>
        new(
            0.01,
            1.05,
            "Lower the learning rate or the teacher's temperature, or see whether the teacher gives different images different features."
        );
}

/// <summary>The settings of distillation.</summary>
/// <param name="Teacher">Where the teacher is: a folder or a file.</param>
/// <param name="TeacherMean">Means by which its images are normalized; none where nothing is said of it.</param>
/// <param name="TeacherStd">Deviations likewise.</param>
/// <param name="ComparesImages">Whether the loss compares with earlier images.</param>
internal sealed record DistillModel(
    string Teacher,
    EquatableArray<double> TeacherMean,
    EquatableArray<double> TeacherStd,
    bool ComparesImages
) : MethodModel<Distill>
{
    /// <inheritdoc/>
    public override string? TeacherPath => Teacher;

    /// <inheritdoc/>
    public override bool Keeps(MemoryModel memory) => ComparesImages;

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => Queue?.Size ?? 0;

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        Queue is { } queue
            ? count(queue.Size) + " per image, the queue, each as near as the teacher has it"
            : base.DescribeNegatives(experiment, count);

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        Queue is { } queue ? (ImagesAtOnce(experiment), queue.Size) : (0, 0);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        yield return (
            "Teacher",
            "'"
                + Teacher
                + "', which gives "
                + count(experiment.Projector.Output)
                + " numbers of the student's view"
                + (
                    IsSameEachTime(experiment)
                        ? ", kept for each image since nothing in the views is random"
                        : string.Empty
                )
        );
    }

    /// <summary>Whether each image has one view only, so that what a teacher says of it need be asked once.</summary>
    public static bool IsSameEachTime(ExperimentModel experiment) => !experiment.Views.IsRandom;

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        if (string.IsNullOrWhiteSpace(Teacher))
        {
            findings.Add(
                Distill.NoTeacher,
                analysis.Model.At(nameof(DistillAttribute.Teacher)),
                analysis.Model.Method.Facts.Name
            );
        }

        if (
            analysis.IsSound(analysis.Model.Encoder)
            && WrongNormalization(analysis.Model.Encoder.Channels) is { } reason
        )
        {
            findings.Add(
                Distill.WrongNormalization,
                analysis.Model.At(
                    TeacherMean.Count > 0 ? nameof(DistillAttribute.TeacherMean) : nameof(DistillAttribute.TeacherStd)
                ),
                reason
            );
        }
    }

    /// <summary>What is wrong with the teacher's normalization, as the end of a sentence.</summary>
    private string? WrongNormalization(int channels)
    {
        var (means, deviations) = (TeacherMean.Count, TeacherStd.Count);
        if (means == 0 || deviations == 0)
        {
            return means == deviations ? null : "go together: state both, or neither";
        }

        if (means != deviations || (means != 1 && means != channels))
        {
            return "must have a number for each of "
                + Text.Channels(channels)
                + ", or one for all; they have "
                + Text.Of(means)
                + " and "
                + Text.Of(deviations);
        }

        var wrong = TeacherMean
            .Where(mean => double.IsNaN(mean) || double.IsInfinity(mean))
            .Concat(TeacherStd.Where(deviation => !(deviation is > 0 and < double.PositiveInfinity)))
            .Select(Text.Of)
            .FirstOrDefault();
        return wrong is null
            ? null
            : "must be finite numbers, and deviations greater than 0; " + wrong + " is among them";
    }

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (!ComparesImages)
        {
            findings.AddUnused(attribute, "whose loss compares no images", nameof(DistillAttribute.QueueSize));
        }
    }
}

/// <summary>A queue of what the teacher said of earlier images.</summary>
/// <param name="Size">Embeddings in it.</param>
internal sealed record TeacherQueueModel(int Size) : QueueModel(Size)
{
    /// <inheritdoc/>
    public override string EntryNoun => "embedding";

    /// <inheritdoc/>
    public override string Setting => nameof(DistillAttribute.QueueSize);

    /// <summary>The teacher knows how near it is.</summary>
    public override string? RoleOfOwnEntry => null;

    /// <inheritdoc/>
    public override string RoleOfEntries => "images to compare with";
}

/// <summary>The loss of distillation.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">The student's temperature.</param>
/// <param name="TeacherTemperature">The teacher's.</param>
/// <param name="Similarity">Weight of the cross entropy of similarities.</param>
/// <param name="Regression">Weight of the distance of features.</param>
internal sealed record DistillLossModel(
    TypeName Type,
    double Temperature,
    double TeacherTemperature,
    double Similarity,
    double Regression
) : LossModel(Type, Temperature)
{
    private const string SimilarityWeight = nameof(DistillLossAttribute.SimilarityWeight);
    private const string RegressionWeight = nameof(DistillLossAttribute.RegressionWeight);

    /// <inheritdoc/>
    public override bool DividesCosines => true;

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(nameof(TeacherTemperature), TeacherTemperature, "Temperature of the teacher's similarities"),
            new(SimilarityWeight, Similarity, "Weight of the cross entropy of similarities"),
            new(RegressionWeight, Regression, "Weight of the distance of features"),
        ];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        number(Similarity)
        + " cross entropy of similarities, temperature "
        + number(Temperature)
        + ", the teacher's "
        + number(TeacherTemperature)
        + ", and "
        + number(Regression)
        + " distance of features";

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        findings.RequirePositive(MethodRules.Setting, Attribute, nameof(TeacherTemperature), TeacherTemperature);
        findings.RequireWeight(Attribute, SimilarityWeight, Similarity);
        findings.RequireWeight(Attribute, RegressionWeight, Regression);
        if (findings.HasErrors)
        {
            return;
        }

        if (Similarity.Equals(0.0) && Regression.Equals(0.0))
        {
            findings.Add(Distill.NoTerm, findings.At(Attribute, SimilarityWeight), SimilarityWeight, RegressionWeight);
            findings.Offer(Edit.Set(findings.At(Attribute, SimilarityWeight), "1"));
        }
        else if (Similarity > 0 && TeacherTemperature > Temperature)
        {
            var place = findings.At(Attribute, nameof(TeacherTemperature));
            findings.AddConflict(
                Distill.SofterTeacher,
                place,
                findings.At(Attribute, nameof(Temperature)),
                Text.Of(TeacherTemperature),
                Text.Of(Temperature)
            );
            findings.Offer(Edit.Set(place, "0.01"));
        }
    }

    /// <inheritdoc/>
    internal override void CheckUnused(RawAttribute attribute, FindingList findings)
    {
        if (Similarity.Equals(0.0))
        {
            findings.AddUnused(
                attribute,
                "whose SimilarityWeight is 0",
                nameof(Temperature),
                nameof(TeacherTemperature)
            );
        }
    }
}
