using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Gathers findings about one class.</summary>
/// <param name="type">The class.</param>
internal sealed class FindingList(TypeName type)
{
    private readonly List<Finding> findings = [];

    /// <summary>Everything found so far.</summary>
    public EquatableArray<Finding> ToEquatable() => new(findings);

    /// <summary>Whether an error is among the findings.</summary>
    public bool HasErrors => findings.Exists(finding => finding.Rule.Severity == Severity.Error);

    /// <summary>Whether such a finding is among them.</summary>
    public bool Exists(Predicate<Finding> isMeant) => findings.Exists(isMeant);

    /// <summary>Whether an error has been found at a place, so that what follows from it need not be said.</summary>
    public bool HasErrorAt(Place place) =>
        findings.Exists(finding => finding.Rule.Severity == Severity.Error && finding.Place == place);

    /// <summary>The place of an attribute of the class, or of an argument of it; none is the class itself.</summary>
    public Place At(AttributeIndex attribute = default, string? argument = null) =>
        new(type.Qualified, attribute, argument);

    /// <summary>Adds a finding about the class itself.</summary>
    public void AddOnClass(Rule rule, params string[] arguments) => Add(rule, At(), arguments);

    /// <summary>Adds a finding about an attribute or an argument.</summary>
    public void Add(Rule rule, Place place, params string[] arguments) =>
        findings.Add(new Finding(rule, place, new EquatableArray<string>(arguments)));

    /// <summary>Adds a finding about a conflict between two places.</summary>
    public void AddConflict(Rule rule, Place place, Place? related, params string[] arguments) =>
        findings.Add(new Finding(rule, place, new EquatableArray<string>(arguments), related));

    /// <summary>Adds a finding of another list.</summary>
    public void Add(Finding finding) => findings.Add(finding);

    /// <summary>
    /// Says how the finding that was added last is put right; a further call says how else. Several edits belong
    /// together.
    /// </summary>
    public void Offer(params Edit[] edits)
    {
        var last = findings[findings.Count - 1];
        findings[findings.Count - 1] = last with { Fixes = new([.. last.Fixes, new Fix(new(edits))]) };
    }

    /// <summary>Offers values of which each puts the finding right that was added last.</summary>
    public void OfferEach(Place argument, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Offer(Edit.Set(argument, value));
        }
    }

    /// <summary>
    /// Adds a finding of the form "{0} must be {1}; it is {2}" unless an integer lies within its range. A rule that has
    /// more to say takes that as {3}, a sentence with a space before it.
    /// </summary>
    /// <returns>Whether it does, for what can be checked then only.</returns>
    public bool RequireBetween(
        Rule rule,
        AttributeIndex attribute,
        string setting,
        long value,
        long minimum,
        long maximum = int.MaxValue,
        string hint = ""
    )
    {
        if (value >= minimum && value <= maximum)
        {
            return true;
        }

        var range =
            maximum == int.MaxValue || maximum == long.MaxValue
                ? Text.Of(minimum) + " or more"
                : "between " + Text.Of(minimum) + " and " + Text.Of(maximum);
        Add(rule, At(attribute, setting), setting, range, Text.Of(value), hint);
        return false;
    }

    /// <summary>
    /// Adds a finding of this form unless a number of channels, features or pixels lies within its range.
    /// </summary>
    /// <returns>Whether it does, for what can be checked then only.</returns>
    public bool RequireSize(
        AttributeIndex attribute,
        string setting,
        long value,
        long minimum = 1,
        long maximum = Limits.Size,
        string hint = ""
    ) => RequireBetween(ShapeRules.SizeOutOfRange, attribute, setting, value, minimum, maximum, hint);

    /// <summary>
    /// Adds a finding of the form "{0} must be {1}; it is {2}" unless a condition holds. A rule that has more to say of
    /// some values takes that as {3}, a sentence with a space before it.
    /// </summary>
    /// <returns>Whether the condition holds, for what can be checked then only.</returns>
    public bool Require(
        bool holds,
        Rule rule,
        AttributeIndex attribute,
        string setting,
        string condition,
        double value,
        string hint = ""
    )
    {
        if (!holds)
        {
            Add(rule, At(attribute, setting), setting, condition, Text.Of(value), hint);
        }

        return holds;
    }

    /// <summary>Adds a finding of this form unless a number is finite and greater than 0.</summary>
    /// <returns>Whether it is, for what can be checked then only.</returns>
    public bool RequirePositive(Rule rule, AttributeIndex attribute, string setting, double value) =>
        Require(value is > 0 and < double.PositiveInfinity, rule, attribute, setting, Text.Positive(value), value);

    /// <summary>Adds a finding of this form unless a number is finite and 0 or more.</summary>
    /// <returns>Whether it is, for what can be checked then only.</returns>
    public bool RequireNotNegative(Rule rule, AttributeIndex attribute, string setting, double value) =>
        Require(value is >= 0 and < double.PositiveInfinity, rule, attribute, setting, Text.NotNegative(value), value);

    /// <summary>
    /// Adds a finding unless the weight of a term of a loss is 0 or more, and not so large that single precision has
    /// next to nothing of terms beside it and a step of the optimizer is beyond all scale.
    /// </summary>
    /// <returns>Whether it is, for what can be checked then only.</returns>
    public bool RequireWeight(AttributeIndex attribute, string setting, double weight) =>
        RequireNotNegative(MethodRules.Setting, attribute, setting, weight)
        && Require(weight <= 1e6, MethodRules.Setting, attribute, setting, "at most 1000000", weight);

    /// <summary>Adds a finding for each setting of the class that is written and has no effect.</summary>
    /// <param name="attribute">Where they would be written.</param>
    /// <param name="reason">Why, as the end of a sentence about the class: "which has a single layer".</param>
    /// <param name="settings">The settings.</param>
    public void AddUnused(RawAttribute attribute, string reason, params string[] settings) =>
        AddWritten(DeclarationRules.UnusedSetting, attribute, reason, settings);

    /// <summary>Adds a finding for each setting of the class that is written and should not be.</summary>
    /// <param name="rule">What is said of it: "{0} … '{1}', {2}".</param>
    /// <param name="attribute">Where they would be written.</param>
    /// <param name="reason">Why, as the end of a sentence about the class.</param>
    /// <param name="settings">The settings.</param>
    public void AddWritten(Rule rule, RawAttribute attribute, string reason, params string[] settings)
    {
        foreach (var argument in attribute.Arguments)
        {
            if (Array.IndexOf(settings, argument.Name) >= 0)
            {
                Add(rule, At(attribute.Index, argument.Name), argument.Name, type.Name, reason);
                Offer(Edit.Remove(At(attribute.Index, argument.Name)));
            }
        }
    }
}
