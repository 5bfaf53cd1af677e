namespace ContrastiveDsl.State;

/// <summary>Lists keys in messages without flooding the terminal.</summary>
internal static class Listing
{
    private const int Shown = 5;

    internal static string Of(IReadOnlyList<string> keys)
    {
        var shown = string.Join(", ", keys.Take(Shown).Select(key => $"'{key}'"));
        return keys.Count > Shown ? $"{shown} and {keys.Count - Shown} more" : shown;
    }
}
