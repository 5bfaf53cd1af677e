namespace ContrastiveDsl.Generators.Emission;

/// <summary>Pieces of emitted code as strings.</summary>
internal static class Code
{
    /// <summary>The interpolated string, written by the rules of <see cref="EmittedText"/>.</summary>
    public static string Of(ref EmittedText text) => text.ToString();

    /// <summary>Arguments of a call; those that are <see langword="null"/> are left out.</summary>
    public static string Arguments(params string?[] arguments)
    {
        var given = new System.Collections.Generic.List<string>();
        foreach (var argument in arguments)
        {
            if (argument is not null)
            {
                given.Add(argument);
            }
        }

        return string.Join(", ", given);
    }
}
