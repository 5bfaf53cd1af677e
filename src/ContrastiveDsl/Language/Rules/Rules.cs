using System;

namespace ContrastiveDsl.Language;

/// <summary>The rules of the language: pure functions from what is declared to what is wrong with it.</summary>
public static class Rules
{
    /// <summary>Judges a class as written: its form, the attributes on it, the parts that it names.</summary>
    public static EquatableArray<Finding> Validate(RawClass raw)
    {
        var findings = new FindingList(raw.Type);
        FormChecks.Check(raw, findings);
        PlacementChecks.Check(raw, findings);
        EnumChecks.Check(raw, findings);
        PresetChecks.Check(raw, findings);
        RecipeChecks.Check(raw, findings);
        var complete = RecipeResolver.Complete(raw);
        PartChecks.Check(complete, findings);
        MethodChecks.Check(complete, findings);
        OwnCodeChecks.Check(raw, findings);
        MemberChecks.Check(raw, findings);
        if (!findings.HasErrors)
        {
            UnusedChecks.Check(raw, findings);
        }

        return findings.ToArray();
    }

    /// <summary>Judges an encoder alone.</summary>
    public static EquatableArray<Finding> Validate(EncoderModel encoder) => Collect(encoder.Type, encoder, EncoderChecks.Check);

    /// <summary>Judges a projection head alone, or with the input that an experiment gave it.</summary>
    public static EquatableArray<Finding> Validate(HeadModel head) => Collect(head.Type, head, HeadChecks.Check);

    /// <summary>Judges an augmentation family alone.</summary>
    public static EquatableArray<Finding> Validate(ViewsModel views) => Collect(views.Type, views, ViewsChecks.Check);

    /// <summary>Judges a loss alone.</summary>
    public static EquatableArray<Finding> Validate(LossModel loss) => Collect(loss.Type, loss, LossChecks.Check);

    /// <summary>Judges an experiment: its settings, and how its parts fit together. Faults of a part alone are the part's.</summary>
    public static EquatableArray<Finding> Validate(ExperimentModel experiment)
    {
        var findings = new FindingList(experiment.Type);
        ScheduleChecks.Check(experiment, findings);
        OptimizerChecks.Check(experiment.Optimizer, experiment.Training.BatchSize, findings);
        BatchChecks.Check(experiment, findings);
        MomentumChecks.Check(experiment, findings);
        QueueChecks.Check(experiment, findings);
        BankChecks.Check(experiment, findings);
        PatchChecks.Check(experiment, findings);
        KeyChecks.Check(experiment, findings);
        experiment.Method.Check(experiment, findings);
        RecipeChecks.Check(experiment, findings);
        FitChecks.Check(experiment, findings);
        return findings.ToArray();
    }

    private static EquatableArray<Finding> Collect<T>(TypeName type, T model, Action<T, FindingList> check)
    {
        var findings = new FindingList(type);
        check(model, findings);
        return findings.ToArray();
    }
}
