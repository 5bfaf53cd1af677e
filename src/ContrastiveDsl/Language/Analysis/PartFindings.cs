namespace ContrastiveDsl.Language;

/// <summary>What is wrong with a part alone, whichever experiment uses it.</summary>
internal static class PartFindings
{
    /// <summary>Checks an encoder.</summary>
    public static EquatableArray<Finding> Of(EncoderModel encoder) =>
        Collect(encoder.Type, encoder, EncoderChecks.Check);

    /// <summary>Checks a head, as it is declared or with the input that an experiment gave it.</summary>
    public static EquatableArray<Finding> Of(HeadModel head) => Collect(head.Type, head, HeadChecks.Check);

    /// <summary>Checks an augmentation family.</summary>
    public static EquatableArray<Finding> Of(ViewsModel views) => Collect(views.Type, views, ViewsChecks.Check);

    /// <summary>Checks a loss.</summary>
    public static EquatableArray<Finding> Of(LossModel loss) => Collect(loss.Type, loss, LossChecks.Check);

    private static EquatableArray<Finding> Collect<T>(TypeName type, T model, Action<T, FindingList> check)
    {
        var findings = new FindingList(type);
        check(model, findings);
        return findings.ToEquatable();
    }
}
