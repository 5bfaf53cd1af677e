using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ContrastiveDsl.State;

/// <summary>
/// The file <c>state.json</c> of a checkpoint: its step, its numbers, and the hash of <c>model.safetensors</c> beside
/// it. Whole numbers have no point or exponent, others always do, and both come back exactly.
/// </summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Model">The hash of the tensors' file.</param>
/// <param name="Numbers">The numbers by full key.</param>
internal sealed record StateFile(long Step, string Model, IReadOnlyDictionary<string, StateNumber> Numbers)
{
    private const int Version = 2;

    /// <summary>Writes the file and forces it to the disk.</summary>
    internal void Write(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(Encoding.UTF8.GetBytes(SealedText.Seal(Json())));
        stream.Flush(flushToDisk: true);
    }

    /// <exception cref="StateException">The file is not as it was written.</exception>
    internal static StateFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(SealedText.Read(path));
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt32();
            return version == Version
                ? new StateFile(
                    root.GetProperty("step").GetInt64(),
                    root.GetProperty("model").GetString()!,
                    root.GetProperty("numbers")
                        .EnumerateObject()
                        .ToDictionary(
                            property => property.Name,
                            property => Parse(property.Value),
                            StringComparer.Ordinal
                        )
                )
                : throw new StateException(
                    $"'{path}' has format version {version}; this version of the library reads {Version}."
                );
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new StateException($"'{path}' is not the numbers of a checkpoint ({exception.Message}).");
        }
    }

    private string Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("step", Step);
            json.WriteString("model", Model);
            json.WriteStartObject("numbers");
            foreach (var (key, number) in Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(key);
                json.WriteRawValue(Format(number));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
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
