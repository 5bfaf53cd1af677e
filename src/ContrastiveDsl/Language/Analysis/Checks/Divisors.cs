namespace ContrastiveDsl.Language;

/// <summary>Finds numbers of groups that work.</summary>
internal static class Divisors
{
    /// <summary>
    /// The divisors of a number of channels next to the wished number of groups, in words: <c>25 or 50</c>.
    /// </summary>
    public static string Near(int groups, int channels)
    {
        var below = groups < channels ? groups : channels;
        while (channels % below != 0)
        {
            below--;
        }

        if (groups >= channels)
        {
            return Text.Of(below);
        }

        var above = groups;
        while (channels % above != 0)
        {
            above++;
        }

        return Text.Of(below) + " or " + Text.Of(above);
    }
}
