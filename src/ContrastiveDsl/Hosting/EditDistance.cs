namespace ContrastiveDsl.Hosting;

/// <summary>
/// How far apart two words are: single letters inserted, removed or replaced (Levenshtein, 1966), case ignored.
/// </summary>
internal static class EditDistance
{
    /// <summary>
    /// The word that a slip of the fingers may have meant: at most every third letter differs. Null where there is
    /// none.
    /// </summary>
    internal static string? Nearest(string word, IEnumerable<string> known) =>
        known
            .Select(candidate => (Word: candidate, Distance: Between(word, candidate)))
            .Where(candidate => candidate.Distance * 3 <= Math.Max(word.Length, candidate.Word.Length))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();

    internal static int Between(string first, string second)
    {
        var previous = new int[second.Length + 1];
        var current = new int[second.Length + 1];
        for (var j = 0; j <= second.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var replaced = previous[j - 1] + (Same(first[i - 1], second[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[second.Length];
    }

    private static bool Same(char first, char second) => char.ToLowerInvariant(first) == char.ToLowerInvariant(second);
}
