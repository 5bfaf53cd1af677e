using Parquet;
using Parquet.Schema;

namespace ContrastiveDsl.Embeddings;

/// <summary>
/// A Parquet file with two columns: <c>path</c>, a text, and <c>embedding</c>, a list of D float32. A row group for
/// every few thousand rows, not compressed: numbers of embeddings hardly shrink.
/// </summary>
internal sealed class ParquetFormat : EmbeddingFormat
{
    private const int ValuesOfGroup = 1 << 21;
    private static readonly DataField<string> Path = new("path", nullable: false);

    internal override bool HoldsNames => true;

    internal override void Write(Stream stream, int size, long most, IEnumerable<EmbeddedRows> rows) =>
        // The library writes asynchronously only; here is nothing to do meanwhile.
        WriteAsync(stream, size, rows).GetAwaiter().GetResult();

    private static async Task WriteAsync(Stream stream, int size, IEnumerable<EmbeddedRows> rows)
    {
        var item = new DataField<float>("element", nullable: false);
        var schema = new ParquetSchema(Path, new ListField("embedding", item));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.None };
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, options).ConfigureAwait(false);
        var fields = schema.GetDataFields();
        foreach (var group in Groups(rows, size))
        {
            using var target = writer.CreateRowGroup();
            await target.WriteAsync(fields[0], group.Names).ConfigureAwait(false);
            await target
                .WriteAllPartsAsync<float>(
                    fields[1],
                    group.Values,
                    Levels(group.Values.Length, fields[1].MaxDefinitionLevel),
                    Repetitions(group.Names.Count, size),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
        }
    }

    private static IEnumerable<EmbeddedRows> Groups(IEnumerable<EmbeddedRows> rows, int size)
    {
        var (names, values) = (new List<string>(), new List<float>());
        foreach (var some in rows)
        {
            names.AddRange(some.Names);
            values.AddRange(some.Values.AsSpan(0, some.Names.Count * size));
            if (values.Count >= ValuesOfGroup)
            {
                yield return new EmbeddedRows(names.ToArray(), [.. values]);
                names.Clear();
                values.Clear();
            }
        }

        if (names.Count > 0)
        {
            yield return new EmbeddedRows(names.ToArray(), [.. values]);
        }
    }

    /// <summary>0 where a list begins, 1 where it goes on.</summary>
    private static int[] Repetitions(int count, int size)
    {
        var levels = Levels(count * size, 1);
        for (var row = 0; row < count; row++)
        {
            levels[row * size] = 0;
        }

        return levels;
    }

    private static int[] Levels(int count, int level)
    {
        var levels = new int[count];
        Array.Fill(levels, level);
        return levels;
    }
}
