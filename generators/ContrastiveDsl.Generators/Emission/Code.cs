using System.Collections.Generic;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Pieces of emitted code as strings.</summary>
internal static class Code
{
    /// <summary>The interpolated string, written by the rules of <see cref="EmittedText"/>.</summary>
    public static string Of(ref EmittedText text) => text.ToString();

    /// <summary>Writes a function that is one expression, which stands on a line of its own.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="signature">Everything before the arrow.</param>
    /// <param name="expression">Everything behind it.</param>
    public static void WriteFunction(IndentedWriter writer, string signature, string expression)
    {
        writer.WriteLine($"{signature} =>");
        using var body = writer.Indent();
        writer.WriteLine($"{expression};");
    }

    /// <summary>Arguments of a call; those that are <see langword="null"/> are left out.</summary>
    public static string Arguments(params string?[] arguments)
    {
        var given = new List<string>();
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
