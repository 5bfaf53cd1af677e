using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using VerifyXunit;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>The check that every generator test begins with.</summary>
internal static class Generated
{
    /// <summary>The file that every project gets, whatever it declares.</summary>
    public const string PrepareTorch = "ContrastiveDsl.PrepareTorch.g.cs";

    /// <summary>
    /// The files equal their snapshot, they compile without a warning, call nothing that is banned, and a second run over the same text, parsed anew, computes nothing.
    /// </summary>
    /// <param name="source">The user's code.</param>
    /// <param name="snapshot">Name of the snapshot: <c>Feature.Case</c>.</param>
    /// <param name="files">
    /// Which files the snapshot shows, by name without <c>.g.cs</c>; all that come from declarations if none is given.
    /// </param>
    public static async Task MatchesAsync(string source, string snapshot, params string[] files)
    {
        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Result.Exception.Should().BeNull();
        run.Result.Diagnostics.Should().BeEmpty();
        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await BannedCalls.InAsync(run)).Should().BeEmpty();
        run.Next(Compilations.Create(source)).Should().BeCached();
        await Verifier.Verify(Show(run, files), "cs", sourceFile: SnapshotRoot()).UseDirectory("Snapshots").UseFileName(snapshot);
    }

    private static string Show(GeneratorRun run, string[] files)
    {
        var names = files.Length == 0
            ? run.Files.Keys.Where(name => name != PrepareTorch).Order(StringComparer.Ordinal)
            : files.Select(file => file + ".g.cs");
        return string.Join("\n", names.Select(name => $"// ---- {name}\n{run.Files[name]}"));
    }

    /// <summary>A path in the project's folder, beside which the snapshots lie.</summary>
    private static string SnapshotRoot([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(thisFile))!, "Tests.cs");
}
