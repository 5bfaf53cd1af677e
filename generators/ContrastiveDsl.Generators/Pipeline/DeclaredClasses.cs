using System;
using System.Threading;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>From attributes to analyzed classes.</summary>
internal static class DeclaredClasses
{
    /// <summary>
    /// The classes with an attribute. The first step runs for each of them at every edit, so it only reads constants
    /// and names; inference and rules wait behind the comparison of what it read.
    /// </summary>
    /// <param name="context">The generator's context.</param>
    /// <param name="facts">What is known of the project.</param>
    /// <param name="attribute">Name of the attribute's class.</param>
    public static IncrementalValuesProvider<AnalyzedClass> With(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<CompilationFacts> facts,
        string attribute
    )
    {
        IncrementalValuesProvider<ParsedClass> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName("ContrastiveDsl." + attribute, IsType, ClassParser.Parse)
            .Where(static parsed => parsed is not null)
            .Select(static (parsed, _) => parsed!)
            .WithTrackingName(TrackingNames.Parsed);

        return parsed
            .Select(Analyzed)
            .WithTrackingName(TrackingNames.Analyzed)
            .Combine(facts)
            .Where(static pair => pair.Right.HasTorchSharp)
            .Select(static (pair, _) => pair.Left);
    }

    /// <summary>The compiler refuses all but classes; what names them must not fail because of that.</summary>
    private static bool IsType(SyntaxNode node, CancellationToken token) =>
        node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    /// <summary>
    /// What emission needs of an analysis. Findings are the analyzer's: which of them there are must not change what is
    /// emitted, nor run it again.
    /// </summary>
    private static AnalyzedClass Analyzed(ParsedClass parsed, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        try
        {
            var analysis = ClassAnalysis.Of(parsed.Class, EmittedMembers.Check);
            return new AnalyzedClass(
                parsed.Declaration,
                analysis.Declared,
                analysis.Fault,
                analysis.Fault is null ? EquatableArray<RawMember>.Empty : Taken(parsed)
            );
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The analyzer fails in the same way and reports it where the class is.
            return new AnalyzedClass(
                parsed.Declaration,
                new ClassModel(parsed.Class.Kind),
                Failure.Message(parsed.Class.Type.Name, exception),
                Taken(parsed)
            );
        }
    }

    /// <summary>
    /// Names that a stub leaves to the user's members and to the class itself, which no member may be called like.
    /// </summary>
    private static EquatableArray<RawMember> Taken(ParsedClass parsed) =>
        new([
            .. parsed.Class.Facts.Members,
            .. parsed.Class.Facts.Inherited,
            new RawMember(parsed.Class.Type.Name, -1),
        ]);
}
