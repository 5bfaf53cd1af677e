using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using VerifyXunit;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>The check that every generator test begins with.</summary>
internal static partial class Generated
{
    /// <summary>The file that every project gets, whatever it declares.</summary>
    public const string PrepareTorch = "ContrastiveDsl.PrepareTorch.g.cs";

    /// <summary>
    /// The files equal their snapshot, they compile without a warning, call nothing that is banned, and a second run
    /// over the same text, parsed anew, computes nothing.
    /// </summary>
    /// <param name="source">The user's code.</param>
    /// <param name="snapshot">Name of the snapshot: <c>Feature.Case</c>.</param>
    /// <param name="files">
    /// Which files the snapshot shows, by name without <c>.g.cs</c>; all that come from declarations if none is given.
    /// </param>
    public static async Task MatchesAsync(string source, string snapshot, params string[] files)
    {
        var run = Run(source);

        (await BannedCalls.OfTorch.InAsync(run)).Should().BeEmpty();
        await Verifier
            .Verify(Show(run, files), "cs", sourceFile: SnapshotRoot())
            .UseDirectory("Snapshots")
            .UseFileName(snapshot);
    }

    /// <summary>
    /// Runs the generator over code whose emitted part must compile without a warning, and a second time, which must
    /// compute nothing.
    /// </summary>
    public static GeneratorRun Run(string source)
    {
        var run = GeneratorRun.Start(Compilations.Create(source));
        run.Result.Exception.Should().BeNull();
        run.Result.Diagnostics.Should().BeEmpty();
        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Next(Compilations.Create(source)).Should().BeCached();
        return run;
    }

    private static string Show(GeneratorRun run, string[] files)
    {
        var names =
            files.Length == 0
                ? run.Files.Keys.Where(name => name != PrepareTorch).Order(StringComparer.Ordinal)
                : files.Select(file => file + ".g.cs");
        return WithoutBuild(string.Join("\n", names.Select(name => $"// ---- {name}\n{run.Files[name]}")));
    }

    /// <summary>
    /// Snapshots outlive versions; and a fingerprint changes whenever a model of the language gets another property,
    /// which no reviewer of a snapshot can judge.
    /// </summary>
    private static string WithoutBuild(string text) =>
        Fingerprint().Replace(Version().Replace(text, "$1\"VERSION\""), "fingerprint: \"0123456789abcdef\"");

    [GeneratedRegex("fingerprint: \"[0-9a-f]{16}\"")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("(GeneratedCode\\(\"ContrastiveDsl\", |compiledWith: )\"\\d+\\.\\d+\\.\\d+[^\"]*\"")]
    private static partial Regex Version();

    /// <summary>A path in the project's folder, beside which the snapshots lie.</summary>
    private static string SnapshotRoot([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(thisFile))!, "Tests.cs");
}
