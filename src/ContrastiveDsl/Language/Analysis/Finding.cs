using System.Globalization;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>What a rule has to say about a declaration.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Target">The place that is wrong.</param>
/// <param name="Arguments">Values for the message, already formatted.</param>
/// <param name="Related">The setting it conflicts with, if there is one.</param>
internal sealed record Finding(Rule Rule, Target Target, EquatableArray<string> Arguments, Target? Related = null)
{
    /// <summary>The whole message.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.Message, Arguments.Cast<object>().ToArray());
}
