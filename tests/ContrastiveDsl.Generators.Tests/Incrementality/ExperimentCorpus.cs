using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Incrementality;

/// <summary>
/// A project of many experiments, a file each: every other one has all its parts to itself, the others share an encoder
/// and an augmentation family. Edited as in an editor: one file changes, the others stay.
/// </summary>
internal sealed class ExperimentCorpus
{
    private const string Sharing = """
        using ContrastiveDsl;

        namespace Shop.SPACE;

        [ProjectionHead(Hidden = 32, Output = 16)]
        public partial class ClothesProjector;

        [NtXentLoss(Temperature = 0.2)]
        public partial class ClothesLoss;

        [SimClr(Encoder = typeof(Shared.ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(Shared.ClothesViews), Loss = typeof(ClothesLoss))]
        [Training(Epochs = 5, BatchSize = 256, Seed = 1)]
        [Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
        public partial class ClothesSimClr;
        """;

    private const string Shared = """
        using ContrastiveDsl;

        namespace Shop.Shared;

        [Encoder(Channels = 1, ImageSize = 28)]
        [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        public partial class ClothesEncoder;

        [AugmentationFamily] [RandomResizedCrop(MinScale = 0.5)] [RandomHorizontalFlip]
        public partial class ClothesViews;
        """;

    private ExperimentCorpus(CSharpCompilation compilation) => Compilation = compilation;

    /// <summary>The project.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A project of so many experiments.</summary>
    public static ExperimentCorpus Of(int experiments) =>
        new(
            Compilations.Create([Shared, .. Enumerable.Range(0, experiments).Select(Source)], Compilations.ParseOptions)
        );

    /// <summary>Declared classes of a project of so many experiments.</summary>
    public static int CountClasses(int experiments) => 2 + (5 * ((experiments + 1) / 2)) + (3 * (experiments / 2));

    /// <summary>The project with one more file.</summary>
    public ExperimentCorpus WithAnotherFile() =>
        new(Compilation.AddSyntaxTrees(Parse("internal static class Unrelated;", "Unrelated.cs")));

    /// <summary>The project after a change in the file of an experiment.</summary>
    public ExperimentCorpus WithChange(int experiment, string old, string changed) =>
        WithFile(1 + experiment, old, changed);

    /// <summary>The project after a change of a part that many experiments share.</summary>
    public ExperimentCorpus WithSharedChange(string old, string changed) => WithFile(0, old, changed);

    /// <summary>The files that are written for an experiment.</summary>
    public static IEnumerable<string> FilesOf(int experiment) =>
        [$"Shop.{Space(experiment)}.ClothesSimClr.Definition.g.cs", $"Shop.{Space(experiment)}.ClothesSimClr.g.cs"];

    /// <summary>The file that is written for a part of an experiment.</summary>
    public static string FileOf(int experiment, string part) => $"Shop.{Space(experiment)}.{part}.g.cs";

    private static string Space(int index) => $"S{index}";

    private static string Source(int index) =>
        index % 2 == 0
            ? Sources.Clothes.Replace("namespace Shop;", $"namespace Shop.{Space(index)};", StringComparison.Ordinal)
            : Sharing.Replace("SPACE", Space(index), StringComparison.Ordinal);

    private ExperimentCorpus WithFile(int index, string old, string changed)
    {
        var tree = Compilation.SyntaxTrees[index];
        var text = tree.ToString();
        text.Should().Contain(old);
        return new(
            Compilation.ReplaceSyntaxTree(
                tree,
                Parse(text.Replace(old, changed, StringComparison.Ordinal), tree.FilePath)
            )
        );
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions, path);
}
