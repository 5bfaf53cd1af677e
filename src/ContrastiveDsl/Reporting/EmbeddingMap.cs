using ContrastiveDsl.Embeddings;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>Embeddings of images on a plane.</summary>
/// <param name="Title">How they were brought there.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Coordinates">[N, 2] as N first and N second coordinates.</param>
internal sealed record EmbeddingMap(string Title, string Caption, float[] Coordinates)
{
    /// <summary>t-SNE begins with so many principal components.</summary>
    private const int Components = 50;

    /// <summary>Fewer images make no map.</summary>
    private const int Fewest = 16;

    /// <summary>Maps of embeddings: principal components, and t-SNE.</summary>
    /// <param name="features">float32 [N, D] on the CPU.</param>
    internal static IReadOnlyList<EmbeddingMap> Of(Tensor features)
    {
        var count = (int)features.shape[0];
        if (count < Fewest)
        {
            return [];
        }

        using var scope = NewDisposeScope();
        var unit = nn.functional.normalize(features, p: 2, dim: 1, eps: 1e-12);
        var (components, shares) = PrincipalComponents.Of(unit, Components);
        var first = Columns(components, count);
        var near = new TSne(components, Components, first);
        near.Run();
        return
        [
            new EmbeddingMap(
                "t-SNE",
                $"perplexity {Say.Fixed(near.Perplexity, 0)}; neighbors count, distances between groups do not",
                near.Map
            ),
            new EmbeddingMap(
                "Principal components",
                $"of unit embeddings; {Say.Percent(shares[0])} and {Say.Percent(shares[1])} of the variance",
                first
            ),
        ];
    }

    private static float[] Columns(float[] rows, int count)
    {
        var columns = new float[2 * count];
        for (var i = 0; i < count; i++)
        {
            (columns[i], columns[count + i]) = (rows[i * Components], rows[(i * Components) + 1]);
        }

        return columns;
    }
}

/// <summary>What the points of maps are.</summary>
/// <param name="Names">The images' names.</param>
/// <param name="Labels">Their classes; −1 for none.</param>
/// <param name="Classes">The names of the classes that occur, by their numbers.</param>
/// <param name="Sheet">Small pictures of all, row by row.</param>
/// <param name="Columns">How many stand in a row of it.</param>
internal sealed record MappedImages(
    IReadOnlyList<string> Names,
    IReadOnlyList<int> Labels,
    IReadOnlyDictionary<int, string> Classes,
    Thumbnail Sheet,
    int Columns
)
{
    private const int Side = 40;

    internal static MappedImages Of(SampledImages images)
    {
        using var scope = NewDisposeScope();
        var labels = Enumerable.Range(0, images.Count).Select(images.LabelOf).ToArray();
        var columns = (int)Math.Ceiling(Math.Sqrt(images.Count));
        return new MappedImages(
            [.. Enumerable.Range(0, images.Count).Select(images.NameOf)],
            labels,
            labels.Where(label => label >= 0).Distinct().Order().ToDictionary(label => label, images.NameOfClass),
            Pictures.Sheet(images.Pixels(0, images.Count), Side, columns),
            columns
        );
    }
}
