namespace ContrastiveDsl.Language.Tests;

/// <summary>States what is found, and where, in one line each.</summary>
internal static class Findings
{
    /// <summary>Everything that is reported on a class: <c>CDSL2016 ClothesLoss#0.Temperature: message</c>.</summary>
    public static IReadOnlyList<string> Of(RawClass raw) => [.. Analysis.Of(raw).Findings.Select(Line)];

    /// <summary>The id and the message of everything that is reported on a class.</summary>
    public static IReadOnlyList<string> Messages(RawClass raw) =>
        [.. Analysis.Of(raw).Findings.Select(finding => finding.Rule.Id + " " + finding.Message)];

    /// <summary>The ids of everything that is reported on a class.</summary>
    public static IReadOnlyList<string> Ids(RawClass raw) =>
        [.. Analysis.Of(raw).Findings.Select(finding => finding.Rule.Id)];

    /// <summary>Exactly this is reported, or nothing where it is <see langword="null"/>.</summary>
    public static void ShouldReport(this RawClass raw, string? message) =>
        Messages(raw).Should().BeEquivalentTo(message is null ? Array.Empty<string>() : [message]);

    /// <summary>Exactly this is reported at exactly this place.</summary>
    public static void ShouldReportAt(this RawClass raw, string id, string place, string? related = null)
    {
        var finding = Analysis.Of(raw).Findings.Should().ContainSingle().Subject;
        finding.Rule.Id.Should().Be(id);
        PlaceOf(finding.Place).Should().Be(place);
        (finding.Related is { } other ? PlaceOf(other) : null).Should().Be(related);
    }

    private static string Line(Finding finding) => $"{finding.Rule.Id} {PlaceOf(finding.Place)}: {finding.Message}";

    private static string PlaceOf(Place place)
    {
        var name = place.Type.Split('.')[^1];
        var attribute = place.Attribute.IsWritten ? "#" + place.Attribute : string.Empty;
        var argument = place.Argument is null ? string.Empty : "." + place.Argument;
        return name + attribute + argument + (place.Member is null ? string.Empty : "::" + place.Member);
    }
}
