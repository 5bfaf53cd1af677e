using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>describe</c> says about loss, negatives and memory.</summary>
internal static class MethodFacts
{
    private static readonly NumberStyle Style = new(Say.Count, Say.Number, Say.Bytes);

    /// <summary>The facts in their order.</summary>
    internal static IEnumerable<(string Name, string Value)> Of(ExperimentDescription description)
    {
        yield return ("Negatives", description.Facts.DescribeNegatives(Say.Count));
        if (description.Similarities is { Rows: > 0, Columns: > 0 } size && description.SimilarityBytes is { } bytes)
        {
            yield return (
                description.Model.Method.SimilaritiesName,
                $"{Say.Count(size.Rows)} × {Say.Count(size.Columns)} floats, {Held(description.Model, size, bytes)}"
            );
        }

        foreach (var memory in description.Model.Method.Memory)
        {
            yield return (memory.Name, memory.Describe(description.Facts, Style));
        }

        foreach (var fact in description.Model.Method.Describe(description.Model, Say.Count))
        {
            yield return fact;
        }
    }

    private static string Held(ExperimentModel model, (long Rows, long Columns) size, long bytes) =>
        model.Method.ComesInChunks(model.Loss) && ChunkedLogSumExp.IsFor(size.Rows, size.Columns)
            ? $"in chunks of {Say.Bytes(ChunkedLogSumExp.Chunk * sizeof(float))}"
            : Say.Bytes(bytes);
}
