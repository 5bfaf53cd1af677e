using System.Text;

namespace ContrastiveDsl.State;

/// <summary>
/// JSON objects whose last property, <c>hash</c>, is the hash of all that stands before it: a bit that changed, a part
/// that is missing and an edit by hand are seen.
/// </summary>
internal static class SealedText
{
    private const string Ending = "\n}";
    private const string Before = ",\n  \"hash\": \"";
    private const string After = "\"\n}\n";

    /// <summary>Adds the hash.</summary>
    /// <param name="json">An indented JSON object with at least one property.</param>
    internal static string Seal(string json)
    {
        var text = json.ReplaceLineEndings("\n").TrimEnd('\n');
        var body = text.EndsWith(Ending, StringComparison.Ordinal)
            ? text[..^Ending.Length]
            : throw new ArgumentException("Only an indented JSON object can be sealed.", nameof(json));
        return body + Before + ContentHash.Of(Encoding.UTF8.GetBytes(body)) + After;
    }

    /// <summary>The text of a sealed file, hash and all, as it was written.</summary>
    /// <exception cref="StateException">It is not.</exception>
    internal static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var tail = Before.Length + ContentHash.Length + After.Length;
        if (bytes.Length > tail)
        {
            var body = bytes.AsSpan(0, bytes.Length - tail);
            var expected = Before + ContentHash.Of(body) + After;
            if (bytes.AsSpan(bytes.Length - tail).SequenceEqual(Encoding.UTF8.GetBytes(expected)))
            {
                return Encoding.UTF8.GetString(bytes);
            }
        }

        throw new StateException(
            $"'{path}' is not as it was written: it is damaged, was edited, or is of another version of the library. Bring back what was written."
        );
    }
}
