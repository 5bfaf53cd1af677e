using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Where a head stands in an experiment.</summary>
/// <param name="Argument">The argument that names it.</param>
/// <param name="Source">What stands before it.</param>
/// <param name="Size">Size of what that returns, or 0 where it is not known.</param>
/// <param name="InputRule">The rule that its input is of this size.</param>
internal sealed record HeadPlace(string Argument, TypeName Source, int Size, Rule InputRule)
{
    /// <summary>The head whose output its own is compared with, or <see langword="null"/>.</summary>
    public HeadModel? Compared { get; init; }

    /// <summary>The rule that both outputs are of one size.</summary>
    public Rule OutputRule { get; init; } = ShapeRules.ProjectionSizes;
}

/// <summary>Checks that a head fits what stands before it, and what its output is compared with.</summary>
internal static class HeadFitChecks
{
    /// <summary>Checks a head in its place; a head with a fault of its own is left out.</summary>
    public static void Check(ExperimentAnalysis analysis, HeadModel head, HeadPlace stands, FindingList findings)
    {
        var place = analysis.Model.At(stands.Argument);
        if (head.IsInputInferred)
        {
            CheckInferred(analysis, head, place, findings);
        }

        if (!analysis.IsSound(head))
        {
            return;
        }

        if (stands.Size > 0 && head.Input != stands.Size)
        {
            findings.AddConflict(
                stands.InputRule,
                place,
                head.At(nameof(HeadAttribute.Input)),
                head.Type.Name,
                Text.Of(head.Input),
                stands.Source.Name,
                Text.Of(stands.Size)
            );
            findings.Offer(Edit.Remove(head.At(nameof(HeadAttribute.Input))));
            findings.Offer(Edit.Set(head.At(nameof(HeadAttribute.Input)), Text.Of(stands.Size)));
        }

        if (stands.Compared is { } compared && head.Output != compared.Output && analysis.IsSound(compared))
        {
            var fix = head.Form.WithOutput(head, compared.Output);
            findings.AddConflict(
                stands.OutputRule,
                place,
                fix.Place,
                head.Type.Name,
                Text.Of(head.Output),
                Text.Of(compared.Output),
                compared.Type.Name,
                fix.SentenceOn(head)
            );
            fix.OfferTo(findings);
        }
    }

    /// <summary>
    /// What only shows once a head's input is known is the experiment's: the head may fit another network.
    /// </summary>
    private static void CheckInferred(ExperimentAnalysis analysis, HeadModel head, Place place, FindingList findings)
    {
        var alone = head.WithInput(0);
        if (!analysis.IsSound(alone))
        {
            return;
        }

        foreach (var finding in analysis.Findings(head).Except(analysis.Findings(alone)))
        {
            findings.Add(finding with { Place = place, Related = finding.Place });
        }
    }
}
