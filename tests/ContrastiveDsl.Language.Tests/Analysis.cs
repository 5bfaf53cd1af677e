namespace ContrastiveDsl.Language.Tests;

/// <summary>Analyses declarations as the generator does it.</summary>
internal static class Analysis
{
    public static ClassAnalysis Of(RawClass raw) => ClassAnalysis.Of(raw, MemberChecks.Check);
}
