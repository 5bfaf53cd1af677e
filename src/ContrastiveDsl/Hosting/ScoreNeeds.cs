namespace ContrastiveDsl.Hosting;

/// <summary>All that scores of an encoder would need and some images lack, and which options bring it.</summary>
/// <param name="Lacking">What is not there, as the end of "there are no".</param>
/// <param name="Header">The same with the names of those options, for a line of the header.</param>
/// <param name="Options">The options with their values; null where no options bring all of it.</param>
internal sealed record ScoreNeeds(string Lacking, string Header, string? Options)
{
    /// <summary>What is lacking; null when nothing is.</summary>
    /// <param name="labelForms">What the option of labels may be for the images; null where it is not for them.</param>
    /// <param name="labels">Whether training images have labels.</param>
    /// <param name="tests">Whether there are test images.</param>
    /// <param name="labelsTests">Whether test images have labels.</param>
    internal static ScoreNeeds? Of(string? labelForms, bool labels, bool tests, bool labelsTests)
    {
        var needs = new List<(string What, string? Option, string? Value)>();
        if (!labels || (tests && !labelsTests))
        {
            needs.Add(("labels", labelForms is null ? null : Verbs.LabelsOption, labelForms));
        }

        if (!tests)
        {
            needs.Add(("test images", Verbs.TestShareOption, "0.1"));
        }

        // Whoever follows advice that brings only some of it is without scores still.
        var areBrought = needs.TrueForAll(need => need.Option is not null);
        return needs.Count == 0
            ? null
            : new ScoreNeeds(
                string.Join(" or ", needs.Select(need => need.What)),
                string.Join(", ", needs.Select(need => $"no {need.What}" + (areBrought ? $" ({need.Option})" : ""))),
                areBrought ? string.Join(" and ", needs.Select(need => $"{need.Option} {need.Value}")) : null
            );
    }
}
