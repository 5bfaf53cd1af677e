namespace ContrastiveDsl.Language;

/// <summary>Checks that the tokens of a transformer can be split among heads and among sines and cosines.</summary>
internal static class TransformerWidthChecks
{
    /// <summary>Checks a width within its range.</summary>
    /// <param name="width">Where it is stated, and the width.</param>
    /// <param name="heads">The same of the heads; of heads out of their range no width need be a multiple: 1.</param>
    /// <param name="isSinCos">Whether positions are fixed sines and cosines.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(
        (Place Place, int Value) width,
        (Place Place, int Value) heads,
        bool isSinCos,
        FindingList findings
    )
    {
        if (width.Value % heads.Value != 0)
        {
            var near = Divisors.Near(heads.Value, width.Value);
            findings.Add(ShapeRules.Heads, heads.Place, Text.Of(heads.Value), Text.Of(width.Value), Text.Choice(near));
            findings.OfferEach(heads.Place, near);
        }

        if (isSinCos && width.Value % 4 != 0)
        {
            var multiples = Divisors.Multiples(width.Value, Step(width.Value, heads.Value));
            findings.Add(ShapeRules.SinCosWidth, width.Place, Text.Of(width.Value), Text.Choice(multiples));
            findings.OfferEach(width.Place, multiples);
        }
    }

    /// <summary>What a width must be a multiple of: of 4, and of the heads too where it was already.</summary>
    private static int Step(int width, int heads)
    {
        var step = width % heads == 0 ? heads : 1;
        while (step % 4 != 0)
        {
            step *= 2;
        }

        return step;
    }
}
