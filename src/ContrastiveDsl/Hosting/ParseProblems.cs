using System.CommandLine;
using System.CommandLine.Parsing;

namespace ContrastiveDsl.Hosting;

/// <summary>What is wrong with a command as written.</summary>
internal static class ParseProblems
{
    /// <summary>
    /// One line for each problem; of what is not known, what it may have meant. None when all is well.
    /// </summary>
    internal static IReadOnlyList<string> Of(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        if (command == root)
        {
            return parsed.Errors.Count == 0 ? [] : [UnknownVerb(parsed.UnmatchedTokens, root)];
        }

        var options = command.Options.Where(option => !option.Hidden).Select(option => option.Name).ToArray();
        var unknown = StrayOptions(parsed).Select(token => UnknownOption(token, command, options)).ToArray();
        if (unknown.Length == 0)
        {
            // Behind an unknown option these would be its values.
            unknown =
            [
                .. parsed.UnmatchedTokens.Select(token => $"'{token}' is one argument too many for {command.Name}."),
            ];
        }

        var others = parsed.Errors.Where(error =>
            !parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))
        );
        return [.. unknown, .. others.Select(error => Describe(error, command)), .. EmptyArguments(parsed)];
    }

    /// <summary>As of a variable of the shell that nobody has set.</summary>
    private static IEnumerable<string> EmptyArguments(ParseResult parsed) =>
        from argument in parsed.CommandResult.Children.OfType<ArgumentResult>()
        where argument.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))
        select $"{argument.Argument.Name} is empty: {argument.Argument.Description?.TrimEnd('.')} is what stands there.";

    /// <summary>
    /// What looks like an option and is none. The parser takes it for a name where a verb still takes one.
    /// </summary>
    private static IEnumerable<string> StrayOptions(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Where(token => token.StartsWith('-'));

    private static string UnknownVerb(IReadOnlyList<string> tokens, RootCommand root)
    {
        var verbs = root.Subcommands.Select(verb => verb.Name).ToArray();
        var given =
            tokens.Count == 0
                ? "A verb is missing."
                : $"There is no verb '{tokens[0]}'.{Suggest(tokens.Count == 0 ? "" : tokens[0], verbs)}";
        return $"{given} There are: {string.Join(", ", verbs)}.";
    }

    private static string UnknownOption(string token, Command command, IReadOnlyList<string> options)
    {
        var name = token.Split('=', ':')[0];
        return options.Count == 0
            ? $"{command.Name} has no option '{name}', nor any other."
            : $"{command.Name} has no option '{name}'.{Suggest(name, options)} There are: {string.Join(", ", options)}.";
    }

    private static string Suggest(string word, IReadOnlyList<string> known) =>
        EditDistance.Nearest(word, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static string Describe(ParseError error, Command command) =>
        error.SymbolResult switch
        {
            // The parser's own words for a missing argument do not say which one.
            CommandResult
                when command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0)
                    is { } missing => $"{command.Name} needs {missing.Name}.",
            ArgumentResult { Tokens.Count: 0 } argument when command.Arguments.Contains(argument.Argument) =>
                $"{command.Name} needs {argument.Argument.Name}.",
            OptionResult { Tokens.Count: 0 } option =>
                $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}.",
            _ => error.Message,
        };
}
