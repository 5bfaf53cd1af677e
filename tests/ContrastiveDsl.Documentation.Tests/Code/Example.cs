using ContrastiveDsl.Documentation.Tests.Reading;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>What is generated for the example of Fashion-MNIST.</summary>
internal static class Example
{
    private static readonly string[] Declarations = ["examples/FashionMnist/Clothes.cs"];

    private static readonly Lazy<IReadOnlyList<SyntaxTree>> Files = new(() =>
        [.. Compiler.Generated(Compiler.Project(Declarations.Select(path => Compiler.Parse(Repository.Read(path)))))]
    );

    /// <summary>The generated files.</summary>
    internal static IReadOnlyList<SyntaxTree> All => Files.Value;

    /// <summary>The file of a class; empty if there is none.</summary>
    internal static string Generated(string name) =>
        All.SingleOrDefault(file => file.FilePath.EndsWith($".{name}.g.cs", StringComparison.Ordinal))?.ToString()
        ?? "";
}
