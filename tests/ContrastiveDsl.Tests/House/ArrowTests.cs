using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Tests.House;

/// <summary>
/// No room knows one above it: read from the built assembly, so that no way of naming a type is missed.
/// </summary>
public sealed partial class ArrowTests
{
    private const string Library = "ContrastiveDsl";
    private const string Planted = "ContrastiveDsl.Tests.House.Planted";

    private static readonly IReadOnlyCollection<Arrow> OfTests = ArrowReader.Read(typeof(ArrowTests).Assembly.Location);

    [Fact]
    public void Library_AsBuilt_HasArrowsOfTheDesignOnly()
    {
        var arrows = ArrowReader.Read(typeof(IStateful).Assembly.Location);

        arrows.Should().HaveCountGreaterThan(500);
        Design.UnknownRooms(arrows, Library).Should().BeEmpty("docs/architecture.md and Design name every room");
        Design.Breaches(arrows, Library).Should().BeEmpty("a room knows only rooms below it");
    }

    [Fact]
    public void Breach_InWhateverWayATypeIsNamed_IsFound()
    {
        var planted = typeof(ArrowTests)
            .Assembly.GetTypes()
            .Where(type =>
                type.Namespace?.StartsWith(Planted, StringComparison.Ordinal) == true
                && !type.IsNested
                && type.Name.StartsWith("By", StringComparison.Ordinal)
            )
            .Select(type => type.Name);

        var found = Design.Breaches(OfTests, Planted).Select(breach => breach.From.Name).Distinct();

        found.Should().BeEquivalentTo(planted).And.HaveCountGreaterThan(20);
    }

    [Fact]
    public void Room_ThatTheDesignDoesNotName_IsFound() =>
        Design.UnknownRooms(OfTests, Planted).Should().BeEquivalentTo("Unheard");

    [Fact]
    public void Folder_OfTheLibrary_IsTheNamespaceOfItsFiles()
    {
        var files = Directory
            .EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Sources(), file), Text: File.ReadAllText(file)))
            .Where(file => !OfBuild().IsMatch(file.Path))
            .ToArray();

        files.Should().HaveCountGreaterThan(300);
        files
            .Where(file => Declared().Match(file.Text).Groups[1].Value != NamespaceOf(file.Path))
            .Select(file => file.Path)
            .Should()
            .BeEmpty();
    }

    /// <summary>
    /// A folder of the library is a room, and folders in it only sort its files. The words of the language lie in the
    /// namespace of the library, so that a declaration needs one <c>using</c>.
    /// </summary>
    private static string NamespaceOf(string path) =>
        path.Split(Path.DirectorySeparatorChar) is ["Language", "Attributes", ..]
            ? Library
            : $"{Library}.{path.Split(Path.DirectorySeparatorChar)[0]}";

    private static string Sources([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", Library));

    /// <summary>What a build makes, and what is compiled in the projects of users.</summary>
    [GeneratedRegex(@"^(obj|bin|buildTransitive)\b")]
    private static partial Regex OfBuild();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
