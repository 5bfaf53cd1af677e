using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Pieces of emitted code as strings.</summary>
internal static class Code
{
    /// <summary>The interpolated string, written by the rules of <see cref="EmittedText"/>.</summary>
    public static string Of(ref EmittedText text) => text.ToString();

    /// <summary>
    /// Writes a call as a statement, its arguments on a line of their own where one line would be long, and one a line
    /// where that would be long too.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="start">Everything before the opening parenthesis.</param>
    /// <param name="arguments">The arguments; those that are <see langword="null"/> are left out.</param>
    public static void WriteCall(IndentedWriter writer, string start, params string?[] arguments)
    {
        var line = Arguments(arguments);
        if (writer.WidthOf(start + "(" + line + ");") <= writer.Room)
        {
            writer.WriteLine($"{start}({line});");
            return;
        }

        writer.WriteLine($"{start}(");
        using var rest = writer.Indent();
        writer.WriteLine($"{(writer.WidthOf(line + ");") <= writer.Room ? line : Join(",\n", arguments))});");
    }

    /// <summary>Writes a function that is one expression, on a line of its own where one line would be long.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="signature">Everything before the arrow.</param>
    /// <param name="expression">Everything behind it.</param>
    public static void WriteFunction(IndentedWriter writer, string signature, string expression)
    {
        if (writer.WidthOf(signature + " => " + expression + ";") <= writer.Room)
        {
            writer.WriteLine($"{signature} => {expression};");
            return;
        }

        writer.WriteLine($"{signature} =>");
        using var body = writer.Indent();
        writer.WriteLine($"{expression};");
    }

    /// <summary>
    /// Writes a function that is one expression, its parameters one a line where the signature would be long.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="start">Everything before the parameters' parenthesis.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="expression">Everything behind the arrow.</param>
    public static void WriteFunction(
        IndentedWriter writer,
        string start,
        IReadOnlyList<string> parameters,
        string expression
    )
    {
        var signature = start + "(" + string.Join(", ", parameters) + ")";
        if (writer.WidthOf(signature + " =>") <= writer.Room)
        {
            WriteFunction(writer, signature, expression);
            return;
        }

        writer.WriteLine($"{start}(");
        using var body = writer.Indent();
        writer.WriteLine($"{string.Join(",\n", parameters)}) =>");
        writer.WriteLine($"{expression};");
    }

    /// <summary>Arguments of a call; those that are <see langword="null"/> are left out.</summary>
    public static string Arguments(params string?[] arguments) => Join(", ", arguments);

    /// <summary>A setting that is no number, as an argument of the library's function.</summary>
    public static string Argument(SettingChoice choice)
    {
        var value = choice.Value is bool truth
            ? CSharpLiteral.Of(truth)
            : "global::" + choice.Value.GetType().FullName + "." + choice.Value;
        return choice.Name is null ? value : choice.Name + ": " + value;
    }

    private static string Join(string separator, string?[] arguments) =>
        string.Join(separator, arguments.OfType<string>());
}
