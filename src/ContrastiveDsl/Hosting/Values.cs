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
    /// <summary>A whole number from <paramref name="lowest"/> on.</summary>
    internal static Option<int?> Whole(string name, int lowest, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => (int?)Parse(result, name, lowest, int.MaxValue),
        };

    /// <summary>A whole number from <paramref name="lowest"/> on, of 64 bits.</summary>
    internal static Option<long?> Long(string name, long lowest, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse(result, name, lowest, long.MaxValue),
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

    /// <summary>A number above 0 and below 1.</summary>
    internal static Option<double?> Share(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "0.1",
            CustomParser = result => ParseShare(result, name),
        };

    private static double? ParseShare(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is > 0 and < 1
        )
        {
            return value;
        }

        result.AddError($"{name} is '{text}', but must be a number above 0 and below 1, such as 0.1.");
        return null;
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

    /// <summary>Whole numbers from 0 on, separated by commas or spaces, each of them once.</summary>
    internal static Option<IReadOnlyList<long>> Seeds(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "1,2,3",
            CustomParser = result => ParseSeeds(result, name),
        };

    private static IReadOnlyList<long>? ParseSeeds(ArgumentResult result, string name)
    {
        var words = result.Tokens[0].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var seeds = words.Select(word => Parse(result, word, name, 0, long.MaxValue)).ToArray();
        if (words.Length == 0)
        {
            result.AddError($"{name} names no seed; write {name} 1,2,3.");
        }
        else if (
            seeds.All(seed => seed is not null)
            && seeds.GroupBy(seed => seed).FirstOrDefault(group => group.Count() > 1) is { } twice
        )
        {
            result.AddError(FormattableString.Invariant($"{name} names {twice.Key} twice; name each seed once."));
        }

        return [.. seeds.OfType<long>()];
    }

    private static long? Parse(ArgumentResult result, string name, long lowest, long highest) =>
        Parse(result, result.Tokens[0].Value, name, lowest, highest);

    private static long? Parse(ArgumentResult result, string text, string name, long lowest, long highest)
    {
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= lowest && value <= highest)
        {
            return value;
        }

        result.AddError(
            !isNumber
                ? FormattableString.Invariant(
                    $"{name} is '{text}', but must be a whole number, at least {lowest} and at most {highest}."
                )
            : value < lowest ? FormattableString.Invariant($"{name} is {value}, but must be at least {lowest}.")
            : FormattableString.Invariant($"{name} is {value}, but must be at most {highest}.")
        );
        return null;
    }
}
