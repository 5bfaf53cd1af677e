using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// DINO, in the order of events that the authors' code has: scores of student and teacher, targets by the center as it
/// is, the loss; then the teacher follows what the optimizer has left, and the center the teacher's scores.
/// </summary>
internal sealed class DinoStep : MultiCropStep<Dino, DinoAttribute>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "a student predicts from one view what its teacher, centered and sharpened, says of "
        + (experiment.LocalViews is null ? "the other." : "a large one.");

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (method, dino) = (MethodCatalogue.Of<Dino>(), layout.Model?.Method as DinoModel);
        layout.Constant("PrototypeCount", dino?.Prototypes, "Prototypes" + Source(nameof(DinoAttribute.Prototypes)));
        layout.Constant(
            "TeacherTemperature",
            dino?.TeacherTemperature,
            "Temperature of the teacher" + Source(nameof(DinoAttribute.TeacherTemperature))
        );
        if (dino is { WarmsUp: true })
        {
            layout.Constant(
                "WarmupTeacherTemperature",
                dino.WarmupTeacherTemperature,
                "Temperature of the teacher in the first epoch" + Source(nameof(DinoAttribute.WarmupTeacherTemperature))
            );
            layout.Constant(
                "TeacherTemperatureWarmupEpochs",
                dino.TeacherTemperatureWarmupEpochs,
                "Epochs in which the teacher's temperature goes from there to the other"
                    + Source(nameof(DinoAttribute.TeacherTemperatureWarmupEpochs))
            );
        }

        layout.Constant(
            "CenterMomentum",
            dino?.CenterMomentum,
            "Momentum of the center of the teacher's scores" + Source(nameof(DinoAttribute.CenterMomentum))
        );
        layout.Constant(
            "FrozenEpochs",
            dino?.FrozenEpochs,
            "Epochs in which the student's prototypes stay where they are" + Source(nameof(DinoAttribute.FrozenEpochs))
        );
        AddLocalCount(layout);
        layout.LibraryNetwork(
            Prototypes,
            "PrototypeDirections",
            "The student's prototypes, of use in training only.",
            layout.Parts?.Projector + ".OutputSize",
            "PrototypeCount"
        );
        layout.TrainAlone(Prototypes);
        MomentumCode.AddMembers(layout, method);
        layout.LibraryFollower(
            MomentumCode.Follower(method, Prototypes),
            Prototypes,
            "The teacher's prototypes, which follow the student's."
        );
        layout.Memory(
            "center",
            Names.Memory + ".TeacherCenter",
            "center",
            "PrototypeCount",
            "CenterMomentum",
            "device"
        );

        string Source(string setting) => Provenance.Of<DinoAttribute>(layout.Model, setting);
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var dino = (DinoModel)parts.Experiment.Method;
        var scores = Code.Of($"[B, {dino.Prototypes}]");
        var hasLocals = parts.Experiment.LocalViews is not null;
        writer.WriteComment(
            "The student's scores of "
                + (hasLocals ? "all" : "both")
                + " views: cosines with its prototypes."
                + Passing(parts)
        );
        WriteScores(writer, parts, scores);
        writer.WriteLine();
        WriteTeacher(writer, parts, scores);
        writer.WriteLine();
        WriteTargets(writer, dino, scores);
        writer.WriteLine();
        writer.WriteComment(
            hasLocals
                ? "Each view predicts what the teacher says of the large ones, a large one what it says of the other."
                : "The student predicts from each view what the teacher says of the other."
        );
        WriteLoss(writer, parts, "p");
    }

    /// <inheritdoc/>
    public override void WriteOwnStep(IndentedWriter writer, ExperimentModel experiment, string optimizer) =>
        PrototypeCode.WriteStep(writer, experiment, optimizer, ((DinoModel)experiment.Method).FrozenEpochs);

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine();
        writer.WriteComment("The teacher follows the student as the optimizers have left it, the center the teacher.");
        writer.WriteLine(MomentumCode.Update(parts));
        writer.WriteLine(MomentumCode.UpdateOf(parts, Prototypes));
        writer.WriteLine($"center.Update({Names.Torch}.cat([t0, t1], 0));");
    }

    private static void WriteTeacher(IndentedWriter writer, ExperimentParts parts, string scores)
    {
        writer.WriteComment(
            "The teacher's scores"
                + (parts.Experiment.LocalViews is null ? string.Empty : " of the large views alone")
                + ", without gradients."
        );
        DeclareScores(writer, parts, "t");
        writer.WriteLine($"using ({Names.Torch}.no_grad())");
        using (writer.WriteBlock())
        {
            WriteFollowedScores(writer, parts, "t", scores);
        }

        writer.WriteLine();
        var lines = new CommentedLines();
        lines.Add(GatheredScores(parts, "t"), "-> 2 x " + scores + ", of all processes");
        lines.WriteTo(writer);
    }

    private static void WriteTargets(IndentedWriter writer, DinoModel dino, string scores)
    {
        writer.WriteComment("Targets: what the teacher says of a view, beyond what it says of images at large.");
        var temperature = "TeacherTemperature";
        if (dino.WarmsUp)
        {
            temperature = "teacherTemperature";
            Code.WriteCall(
                writer,
                "var " + temperature + " = " + Names.Losses + ".Dino.TeacherTemperature",
                "run.Epoch",
                "WarmupTeacherTemperature",
                "TeacherTemperature",
                "TeacherTemperatureWarmupEpochs"
            );
        }

        var lines = new CommentedLines();
        lines.Add(Targets(0, temperature), "-> " + scores);
        lines.Add(Targets(1, temperature));
        lines.WriteTo(writer);
    }

    private static string Targets(int view, string temperature)
    {
        var number = CSharpLiteral.Of(view);
        return $"var p{number} = {Names.Losses}.Dino.Targets(t{number}, center.Value, {temperature});";
    }
}

/// <summary>What is said of the loss of DINO.</summary>
internal sealed class DinoText()
    : LossText<DinoLossAttribute>(
        "The loss of DINO (" + Dino.Reference + "), in one direction.",
        "The mean over images of -Σ target · log softmax(student/τ): 2 x [B, K] -> [].",
        "The student's scores of one view of each image, [B, K].",
        "What the teacher says of the other view, in the same order, each row a distribution; no gradient reaches them."
    );
