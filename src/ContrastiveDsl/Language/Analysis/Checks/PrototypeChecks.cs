namespace ContrastiveDsl.Language;

/// <summary>Checks prototypes that stay where they are for some epochs.</summary>
internal static class PrototypeChecks
{
    /// <summary>Epochs that are frozen where more would be all.</summary>
    private const int UsualFrozen = 1;

    /// <summary>Checks that there are epochs in which they move.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="setting">The setting of its attribute that says how many epochs they stay.</param>
    /// <param name="frozen">How many.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckFrozen(ExperimentModel experiment, string setting, int frozen, FindingList findings)
    {
        var epochs = experiment.Training.Epochs;
        if (epochs < 1 || frozen < epochs)
        {
            return;
        }

        var usual = Text.Of(epochs > UsualFrozen ? UsualFrozen : 0);
        var place = experiment.At(setting);
        findings.AddConflict(
            MethodRules.FrozenThroughout,
            place,
            findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Epochs)),
            Text.Of(frozen),
            Text.Of(epochs),
            usual
        );
        findings.Offer(Edit.Set(place, usual));
    }

    /// <summary>How long they stay, as the end of a sentence about them; empty where they do not.</summary>
    public static string Describe(int frozen) =>
        frozen switch
        {
            0 => string.Empty,
            1 => ", which stay for the first epoch",
            _ => ", which stay for " + Text.Count(frozen, "epoch"),
        };
}
