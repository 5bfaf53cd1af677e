using System.Globalization;
using System.Text.Json;

namespace ContrastiveDsl.State;

/// <summary>
/// Writes and reads <c>state.json</c>: the numbers of a checkpoint. Whole numbers have no point or exponent, others
/// always do, and both come back exactly.
/// </summary>
internal static class StateNumbersJson
{
    private const int Version = 1;

    internal static void Write(string path, IReadOnlyDictionary<string, StateNumber> numbers)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartObject("numbers");
            foreach (var (key, number) in numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(key);
                json.WriteRawValue(Format(number));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.Flush(flushToDisk: true);
    }

    /// <exception cref="StateException">The file is not such a file.</exception>
    internal static Dictionary<string, StateNumber> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt32();
            if (version != Version)
            {
                throw new StateException(
                    $"'{path}' has format version {version}; this version of the library reads {Version}."
                );
            }

            var numbers = new Dictionary<string, StateNumber>(StringComparer.Ordinal);
            foreach (var property in root.GetProperty("numbers").EnumerateObject())
            {
                numbers[property.Name] = Parse(property.Value);
            }

            return numbers;
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new StateException($"'{path}' is not the numbers of a checkpoint ({exception.Message}).");
        }
    }

    private static string Format(StateNumber number)
    {
        if (number.IsInteger)
        {
            return number.Integer.ToString(CultureInfo.InvariantCulture);
        }

        var text = number.Real.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E', 'e') < 0 ? text + ".0" : text;
    }

    private static StateNumber Parse(JsonElement element)
    {
        var text = element.GetRawText();
        return text.AsSpan().IndexOfAny('.', 'E', 'e') < 0
            ? new StateNumber(element.GetInt64())
            : new StateNumber(element.GetDouble());
    }
}
