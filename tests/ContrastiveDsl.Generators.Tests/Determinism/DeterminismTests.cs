using System.Globalization;
using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Determinism;

/// <summary>The same declarations give the same bytes, wherever and however they are compiled.</summary>
public sealed class DeterminismTests
{
    private const string Everything =
        Sources.Clothes
        + """


            [ProjectionHead(Input = 1234567, Hidden = 64, Output = 64)]
            public partial class Wide;

            [Encoder(Backbone.ResNet18, Stem = Stem.Small)]
            public partial class Indigo;

            [AugmentationFamily] [Normalize(-0.5, 1234.5)]
            public partial class Info;
            """;

    public static TheoryData<string> Cultures => ["de-DE", "tr-TR", "sv-SE", "fa-IR"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Files_UnderAnotherCulture_AreTheSame(string name)
    {
        var expected = Run(Everything);

        var actual = Under(CultureOf(name), () => Run(Everything));

        actual.Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Culture_OfTheTest_FormatsNumbersInAWayThatWouldShow(string name)
    {
        var culture = CultureOf(name);

        // At least one number of the declarations would come out differently: a decimal comma, or another minus sign.
        ((-0.5).ToString(culture) != "-0.5").Should().BeTrue();
    }

    [Fact]
    public void Files_OfATextWithCarriageReturns_AreTheSame()
    {
        var actual = Run(Everything.Replace("\n", "\r\n", StringComparison.Ordinal));

        actual.Should().Equal(Run(Everything));
        actual.Values.Should().OnlyContain(text => !text.Contains('\r', StringComparison.Ordinal));
    }

    [Fact]
    public void Files_OfFilesInAnotherOrder_AreTheSame()
    {
        var sources = Sources
            .Clothes.Split("\n\n")
            .Skip(2)
            .Select(part => "using ContrastiveDsl;\nnamespace Shop;\n" + part)
            .ToArray();
        var more = sources
            .Append(
                "using ContrastiveDsl;\nnamespace Shop;\n"
                    + Sources.SimClr.Replace("class ClothesSimClr", "class Another", StringComparison.Ordinal)
            )
            .ToArray();

        var expected = GeneratorRun.Start(Compilations.Create(more)).Files;
        var actual = GeneratorRun.Start(Compilations.Create([.. more.Reverse()])).Files;

        expected.Should().HaveCount(10);
        actual.Should().Equal(expected);
    }

    [Fact]
    public void Files_OfAnyKind_EndInOneNewlineAndHaveNoTrailingBlanks()
    {
        foreach (var (name, text) in Run(Everything))
        {
            text.Should().EndWith("}\n", name).And.NotEndWith("\n\n", name);
            text.Split('\n')
                .Should()
                .NotContain(line => line.EndsWith(' ') || line.Contains('\t', StringComparison.Ordinal), name);
        }
    }

    private static IReadOnlyDictionary<string, string> Run(string source) =>
        GeneratorRun.Start(Compilations.Create(source)).Files;

    private static T Under<T>(CultureInfo culture, Func<T> action)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>
    /// The culture, its formats set by hand: machines without ICU have the invariant ones for every name.
    /// </summary>
    private static CultureInfo CultureOf(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NumberDecimalSeparator = name == "fa-IR" ? "٫" : ",";
        culture.NumberFormat.NumberGroupSeparator = name == "sv-SE" ? "\u00a0" : ".";
        culture.NumberFormat.NegativeSign = name is "sv-SE" or "fa-IR" ? "\u2212" : "-";
        return culture;
    }
}
