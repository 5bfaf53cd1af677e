using System;

namespace ContrastiveDsl.Language;

/// <summary>Finds numbers that divide another, or that it divides.</summary>
internal static class Divisors
{
    /// <summary>
    /// The divisors of a number of channels next to the wished number of groups, as text: 25 and 50.
    /// </summary>
    /// <param name="groups">The wished number.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="least">Channels that a group has at least, where there are as many.</param>
    public static string[] Near(int groups, int channels, int least = 1)
    {
        var most = Math.Max(1, channels / least);
        var below = Math.Min(groups, most);
        while (channels % below != 0)
        {
            below--;
        }

        var above = groups;
        while (above < most && channels % above != 0)
        {
            above++;
        }

        return groups < most && channels % above == 0 ? [Text.Of(below), Text.Of(above)] : [Text.Of(below)];
    }

    /// <summary>The greatest number that divides both of two numbers, 1 or more and 0 or more.</summary>
    public static int Common(int first, int second) => second == 0 ? first : Common(second, first % second);

    /// <summary>The multiples of a divisor next to a value, as text: 208 and 224.</summary>
    public static string[] Multiples(int value, int divisor)
    {
        var below = value / divisor * divisor;
        return below > 0 ? [Text.Of(below), Text.Of(below + divisor)] : [Text.Of(divisor)];
    }
}
