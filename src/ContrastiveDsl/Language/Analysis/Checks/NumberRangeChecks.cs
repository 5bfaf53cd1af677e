using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks that numbers are what they seem in single precision, in which everything is computed: what is too small for
/// it is 0, and what is too large is infinite.
/// </summary>
internal static class NumberRangeChecks
{
    private const double Minimum = 1.1754943508222875e-38;
    private const double Maximum = 3.4028234663852886e38;

    /// <summary>
    /// What is wrong with a class as written, with this too: where a number has been refused, nothing is added; where
    /// it was only doubted, the doubt goes.
    /// </summary>
    /// <param name="raw">The class.</param>
    /// <param name="found">Everything else that is wrong with it.</param>
    public static EquatableArray<Finding> Complete(RawClass raw, EquatableArray<Finding> found)
    {
        var findings = new FindingList(raw.Type);
        foreach (var (place, argument) in Beyond(raw))
        {
            if (!found.Any(finding => finding.Rule.Severity == Severity.Error && finding.Place == place))
            {
                var number = argument.Numbers.First(IsBeyond);
                findings.Add(
                    DeclarationRules.BeyondPrecision,
                    place,
                    argument.Name,
                    Text.Of(number),
                    Math.Abs(number) < 1 ? "0" : "infinite"
                );
            }
        }

        var added = findings.ToEquatable();
        return added.Count == 0
            ? found
            : new([.. found.Where(finding => added.All(beyond => beyond.Place != finding.Place)), .. added]);
    }

    private static IEnumerable<(Place Place, RawArgument Argument)> Beyond(RawClass raw) =>
        from attribute in raw.Attributes
        from argument in attribute.Arguments
        where argument.Numbers.Any(IsBeyond)
        select (new Place(raw.Type.Qualified, attribute.Index, argument.Name), argument);

    private static bool IsBeyond(double number) =>
        Math.Abs(number) > Maximum || (!number.Equals(0.0) && Math.Abs(number) < Minimum);
}
