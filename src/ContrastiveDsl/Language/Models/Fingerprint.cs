using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

namespace ContrastiveDsl.Language;

/// <summary>
/// A short text that two readings of one declaration share, by the compiler and by the program, and that no other
/// declaration is likely to have. It leaves out where attributes stand and who may see a class.
/// </summary>
internal static class Fingerprint
{
    /// <summary>
    /// How <see cref="Lines"/> call things: counted up whenever a kind of model or a property is called otherwise or
    /// goes, or a property comes, since what was recorded before cannot be compared line by line with what is recorded
    /// then. A kind that only comes was in nothing that is recorded.
    /// </summary>
    public const int Form = 8;

    /// <summary>The last part of the path of what a model is.</summary>
    public const string Kind = nameof(Kind);

    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>The fingerprint: 16 hexadecimal digits, the 64-bit FNV-1a hash of <see cref="TextOf"/>.</summary>
    public static string Of(Model model)
    {
        var hash = Offset;
        foreach (var value in Encoding.UTF8.GetBytes(TextOf(model)))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A model as text, the same on every machine: properties by name, numbers by their bits, enumerations by the names
    /// of their values.
    /// </summary>
    public static string TextOf(Model model)
    {
        var text = new StringBuilder();
        Append(text, model);
        return text.ToString();
    }

    /// <summary>
    /// A model for people who look for a difference: each number, name and truth value under its path, such as
    /// <c>Optimizer.LearningRate</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Lines(Model model)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        AddLines(lines, "", model);
        return lines;
    }

    private static void AddLines(SortedDictionary<string, string> lines, string path, object? value)
    {
        switch (value)
        {
            case TypeName type:
                lines[path] = type.Qualified;
                break;
            case Model model:
                lines[Under(path, Kind)] = model.GetType().Name;
                foreach (var property in Properties.GetOrAdd(model.GetType(), PropertiesOf))
                {
                    AddLines(lines, Under(path, property.Name), property.GetValue(model));
                }

                break;
            case IEnumerable elements and not string:
                var index = 0;
                foreach (var element in elements)
                {
                    AddLines(lines, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]", element);
                    index++;
                }

                break;
            default:
                lines[path] = value switch
                {
                    null => "none",
                    double number => number.ToString("R", CultureInfo.InvariantCulture),
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "none",
                };
                break;
        }
    }

    private static string Under(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case TypeName type:
                text.Append('<').Append(type.Qualified).Append('>');
                break;
            case Model model:
                AppendModel(text, model);
                break;
            case string word:
                text.Append('"').Append(word).Append('"');
                break;
            case double number:
                text.Append(BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture));
                break;
            case IEnumerable elements:
                AppendElements(text, elements);
                break;
            default:
                // Whole numbers, truth values, enumerations and shapes.
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void AppendModel(StringBuilder text, Model model)
    {
        text.Append(model.GetType().Name).Append('{');
        foreach (var property in Properties.GetOrAdd(model.GetType(), PropertiesOf))
        {
            text.Append(property.Name).Append('=');
            Append(text, property.GetValue(model));
            text.Append(';');
        }

        text.Append('}');
    }

    private static PropertyInfo[] PropertiesOf(Type model) =>
        [
            .. model
                .GetProperties()
                .Where(property => property.CanWrite && property.PropertyType != typeof(AttributeIndex))
                .OrderBy(property => property.Name, StringComparer.Ordinal),
        ];

    private static void AppendElements(StringBuilder text, IEnumerable elements)
    {
        text.Append('[');
        foreach (var element in elements)
        {
            Append(text, element);
            text.Append(',');
        }

        text.Append(']');
    }
}
