using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ContrastiveDsl.Hosting;

/// <summary>Options whose values are checked as they are read, with messages that name the option, the value and what may stand there.</summary>
internal static class Values
{
    /// <summary>A whole number from <paramref name="lowest"/> on.</summary>
    internal static Option<int?> Whole(string name, int lowest, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => (int?)Parse(result, name, lowest, int.MaxValue),
    };

    /// <summary>A whole number from <paramref name="lowest"/> on, of 64 bits.</summary>
    internal static Option<long?> Long(string name, long lowest, string description) => new(name)
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

    private static long? Parse(ArgumentResult result, string name, long lowest, long highest)
    {
        var text = result.Tokens[0].Value;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= lowest && value <= highest)
        {
            return value;
        }

        result.AddError(
            !isNumber ? FormattableString.Invariant($"{name} is '{text}', but must be a whole number, at least {lowest} and at most {highest}.")
            : value < lowest ? FormattableString.Invariant($"{name} is {value}, but must be at least {lowest}.")
            : FormattableString.Invariant($"{name} is {value}, but must be at most {highest}."));
        return null;
    }
}
