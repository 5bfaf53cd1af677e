using System;
using System.Collections.Generic;
using System.Threading;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Diagnostics;

/// <summary>
/// Checks a declared class and words the findings as diagnostics. The analyzer reports them while the user types; where
/// analyzers are switched off, the generator does.
/// </summary>
internal static class FindingReporter
{
    /// <summary>
    /// Everything that is to be reported with a class: on itself, and on a family what experiments find in it.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="token">Cancels.</param>
    /// <returns>
    /// Diagnostics with source locations, so that <c>#pragma warning</c> acts on them; none of them may enter a model.
    /// </returns>
    /// <exception cref="OperationCanceledException">When canceled. No other exception leaves this method.</exception>
    public static List<Diagnostic> Report(INamedTypeSymbol type, CancellationToken token)
    {
        var diagnostics = new List<Diagnostic>();
        try
        {
            foreach (var finding in Analyze(type))
            {
                if (!FamilyFindings.IsLeftToFamily(finding, type))
                {
                    diagnostics.Add(Create(finding, type, token));
                }
            }

            foreach (var (finding, by) in FamilyFindings.At(type, Analyze, token))
            {
                diagnostics.Add(Create(finding, by, token));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            diagnostics.Add(Failure(type, exception, token));
        }

        return diagnostics;

        IEnumerable<Finding> Analyze(INamedTypeSymbol declared) =>
            ClassAnalysis.Of(ClassParser.Parse(declared, token).Class, EmittedMembers.Check).Findings;
    }

    /// <summary>The diagnostic of one finding.</summary>
    public static Diagnostic Create(Finding finding, INamedTypeSymbol declared, CancellationToken token)
    {
        var arguments = new object[finding.Arguments.Count];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = finding.Arguments[index];
        }

        var related = finding.Related is { } other ? FindingLocator.Locate(other, declared, token) : null;
        // A place in another assembly is not in the source; where the experiment names what has it, is.
        var location = FindingLocator.Locate(finding.Place, declared, token)
            ?? related
            ?? FindingLocator.LocateClass(declared, token)
            ?? Location.None;
        var others = new List<Location>();
        if (related is not null && related != location)
        {
            others.Add(related);
        }

        var properties = OfferedFixes.Write(finding.Fixes, location, others, edited =>
            FindingLocator.LocateEdited(edited, declared, token)
        );
        return Diagnostic.Create(Descriptors.Of(finding.Rule), location, others, properties, arguments);
    }

    /// <summary>The diagnostic of a fault of our own.</summary>
    public static Diagnostic Failure(INamedTypeSymbol type, Exception exception, CancellationToken token)
    {
        var text = exception.GetType().Name + ": " + exception.Message.Replace('\r', ' ').Replace('\n', ' ');
        var location = FindingLocator.LocateClass(type, token) ?? Location.None;
        return Diagnostic.Create(Descriptors.Of(InternalRules.Failure), location, type.Name, text);
    }
}
