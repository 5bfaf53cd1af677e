using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Options whose values are checked as they are read, with messages that name the option, the value and what may stand
/// there.
/// </summary>
internal static class Values
{
    /// <summary>Stands for no number at all where several may be given.</summary>
    private const string None = "none";

    private const string AShare = "a number above 0 and below 1, such as 0.1";

    /// <summary>A whole number from <paramref name="minimum"/> on, and up to <paramref name="maximum"/>.</summary>
    internal static Option<int?> Whole(string name, int minimum, string description, int maximum = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => (int?)Parse(result, name, minimum, maximum),
        };

    /// <summary>A whole number from <paramref name="minimum"/> on, of 64 bits.</summary>
    internal static Option<long?> Long(string name, long minimum, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse(result, name, minimum, long.MaxValue),
        };

    /// <summary>A text, never an empty one.</summary>
    internal static Option<string?> Text(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{name} is empty; write {name} {helpName}.");
            }
        });
        return option;
    }

    /// <summary>One of a few words.</summary>
    /// <param name="name">The option.</param>
    /// <param name="words">What may stand there, and what it means.</param>
    /// <param name="description">What it is for.</param>
    internal static Option<T?> Choice<T>(string name, IReadOnlyDictionary<string, T> words, string description)
        where T : struct =>
        new(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Keys),
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (words.TryGetValue(word, out var value))
                {
                    return value;
                }

                result.AddError($"{name} is '{word}', but must be {Language.Text.Choice([.. words.Keys])}.");
                return null;
            },
        };

    /// <summary>A number of minutes, 0 or more, fractions too.</summary>
    internal static Option<double?> Minutes(string name, string description) =>
        Number(
            name,
            "M",
            static value => value is >= 0 and <= 1e6,
            "a number of minutes, such as 10 or 0.5; 0 for none",
            description
        );

    /// <summary>Words of a few, separated by commas.</summary>
    /// <param name="name">The option.</param>
    /// <param name="words">What may stand there.</param>
    /// <param name="description">What it is for.</param>
    internal static Option<IReadOnlyList<string>> Some(string name, IReadOnlyList<string> words, string description) =>
        new(name)
        {
            Description = description,
            HelpName = string.Join(',', words),
            CustomParser = result =>
            {
                var given = Parts(result, name);
                if (given.FirstOrDefault(word => !words.Contains(word, StringComparer.Ordinal)) is { } strange)
                {
                    result.AddError($"{name} names '{strange}', but may name {Language.Text.Choice([.. words])} only.");
                }
                else if (given.Length == 0)
                {
                    result.AddError($"{name} names nothing; write {name} {words[0]}.");
                }

                return given;
            },
        };

    /// <summary>A number above 0 and below 1.</summary>
    internal static Option<double?> Share(string name, string description) =>
        Number(name, "SHARE", IsShare, AShare, description);

    /// <summary>A number from 0 to 1.</summary>
    internal static Option<double?> Fraction(string name, string description) =>
        Number(name, "0.02", static value => value is >= 0 and <= 1, "a number from 0 to 1, such as 0.02", description);

    /// <summary>A number that is large enough.</summary>
    /// <param name="name">The option.</param>
    /// <param name="minimum">The least it may be.</param>
    /// <param name="example">What may stand there.</param>
    /// <param name="description">What it is for.</param>
    internal static Option<double?> AtLeast(string name, double minimum, string example, string description) =>
        Number(
            name,
            example,
            value => value >= minimum && double.IsFinite(value),
            FormattableString.Invariant($"a number from {minimum} on, such as {example}"),
            description
        );

    private static Option<double?> Number(
        string name,
        string example,
        Func<double, bool> fits,
        string what,
        string description
    ) =>
        new(name)
        {
            Description = description,
            HelpName = example,
            CustomParser = result => ParseNumber(result, result.Tokens[0].Value, name, fits, what),
        };

    private static double? ParseNumber(
        ArgumentResult result,
        string text,
        string name,
        Func<double, bool> fits,
        string what
    )
    {
        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && fits(value)
        )
        {
            return value;
        }

        result.AddError($"{name} is '{text}', but must be {what}.");
        return null;
    }

    private static bool IsShare(double value) => value is > 0 and < 1;

    /// <summary>Whole numbers from 0 on, separated by commas or spaces, each of them once.</summary>
    internal static Option<IReadOnlyList<long>> Seeds(string name, string description) =>
        Several(name, "seed", "1,2,3", description, (result, word) => Parse(result, word, name, 0, long.MaxValue));

    /// <summary>Whole numbers from 1 on, separated by commas or spaces, each of them once; or <c>none</c>.</summary>
    /// <param name="name">The option.</param>
    /// <param name="thing">What a number is, in one word.</param>
    /// <param name="example">What may stand there.</param>
    /// <param name="description">What it is for.</param>
    internal static Option<IReadOnlyList<long>> Counts(string name, string thing, string example, string description) =>
        Several(
            name,
            thing,
            example,
            description,
            (result, word) => Parse(result, word, name, 1, int.MaxValue),
            mayBeNone: true
        );

    /// <summary>
    /// Numbers above 0 and below 1, separated by commas or spaces, each of them once; or <c>none</c>.
    /// </summary>
    internal static Option<IReadOnlyList<double>> Shares(string name, string example, string description) =>
        Several(
            name,
            "share",
            example,
            description,
            (result, word) => ParseNumber(result, word, name, IsShare, AShare),
            mayBeNone: true
        );

    private static Option<IReadOnlyList<T>> Several<T>(
        string name,
        string thing,
        string example,
        string description,
        Func<ArgumentResult, string, T?> parse,
        bool mayBeNone = false
    )
        where T : struct =>
        new(name)
        {
            Description = description,
            HelpName = mayBeNone ? $"{example}|{None}" : example,
            CustomParser = result =>
                mayBeNone && result.Tokens[0].Value == None ? [] : ParseSeveral(result, name, thing, example, parse),
        };

    private static IReadOnlyList<T> ParseSeveral<T>(
        ArgumentResult result,
        string name,
        string thing,
        string example,
        Func<ArgumentResult, string, T?> parse
    )
        where T : struct
    {
        var words = Parts(result, name);
        var values = words.Select(word => parse(result, word)).ToArray();
        if (words.Length == 0)
        {
            result.AddError($"{name} names no {thing}; write {name} {example}.");
        }
        else if (
            values.All(value => value is not null)
            && values.GroupBy(value => value).FirstOrDefault(group => group.Count() > 1) is { } twice
        )
        {
            result.AddError(FormattableString.Invariant($"{name} names {twice.Key} twice; name each {thing} once."));
        }

        return [.. values.OfType<T>()];
    }

    /// <summary>
    /// What stands between commas or spaces; nothing between two commas is no part, and most likely a slip.
    /// </summary>
    private static string[] Parts(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        var words = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0 && text.Split(',').Any(string.IsNullOrWhiteSpace))
        {
            result.AddError($"{name} is '{text}', but nothing stands before or after one of its commas.");
        }

        return words;
    }

    private static long? Parse(ArgumentResult result, string name, long minimum, long maximum) =>
        Parse(result, result.Tokens[0].Value, name, minimum, maximum);

    private static long? Parse(ArgumentResult result, string text, string name, long minimum, long maximum)
    {
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= minimum && value <= maximum)
        {
            return value;
        }

        result.AddError(
            !isNumber
                ? FormattableString.Invariant(
                    $"{name} is '{text}', but must be a whole number, at least {minimum} and at most {maximum}."
                )
            : value < minimum ? FormattableString.Invariant($"{name} is {value}, but must be at least {minimum}.")
            : FormattableString.Invariant($"{name} is {value}, but must be at most {maximum}.")
        );
        return null;
    }
}
