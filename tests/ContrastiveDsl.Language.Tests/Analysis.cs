namespace ContrastiveDsl.Language.Tests;

/// <summary>Analyses declarations as the generator does it.</summary>
internal static class Analysis
{
    /// <summary>
    /// An analysis of a class for which these members are generated: the generator's own tests know which.
    /// </summary>
    public static ClassAnalysis Of(RawClass raw, params RawMember[] generated) =>
        ClassAnalysis.Of(raw, (analysis, findings) => MemberChecks.Check(analysis.Class, generated, findings));
}
