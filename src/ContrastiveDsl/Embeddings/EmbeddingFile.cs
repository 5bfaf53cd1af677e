using System.Text;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Embeddings;

/// <summary>A file of embeddings, whose name's ending says how it is laid out.</summary>
internal static class EmbeddingFile
{
    private static readonly Dictionary<string, EmbeddingFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".npy"] = new NpyFormat(),
        [".csv"] = new CsvFormat(),
        [".parquet"] = new ParquetFormat(),
        [".safetensors"] = new SafetensorsFormat(),
    };

    /// <summary>The endings that are known, for messages.</summary>
    internal static string Endings => string.Join(", ", Formats.Keys);

    /// <summary>Whether a file's ending is known.</summary>
    internal static bool IsKnown(string path) => Formats.ContainsKey(Path.GetExtension(path));

    /// <summary>The list of names beside a file, a line for each row; null where the file holds them itself.</summary>
    internal static string? NamesOf(string path) =>
        Formats[Path.GetExtension(path)].HoldsNames ? null : Path.ChangeExtension(path, ".txt");

    /// <summary>
    /// Writes rows as they come; the file, and the list of names beside it, appear under their names once they are
    /// whole.
    /// </summary>
    /// <param name="path">The file, with a known ending; one that exists is replaced.</param>
    /// <param name="size">D, numbers of an embedding.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="rows">The rows, in the file's order.</param>
    internal static void Write(string path, int size, long most, IEnumerable<EmbeddedRows> rows)
    {
        var format = Formats[Path.GetExtension(path)];
        if (NamesOf(path) is { } names)
        {
            WriteWithList(path, names, format, size, most, rows, []);
            return;
        }

        AtomicFile.Write(path, stream => format.Write(stream, size, most, rows));
    }

    /// <summary>Writes rows and a list of their names beside them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The list.</param>
    /// <param name="format">How the file is laid out.</param>
    /// <param name="size">D, numbers of an embedding.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="rows">The rows, in the file's order.</param>
    /// <param name="further">Names that follow those of the rows; read after the last row.</param>
    internal static void WriteWithList(
        string path,
        string names,
        EmbeddingFormat format,
        int size,
        long most,
        IEnumerable<EmbeddedRows> rows,
        IEnumerable<string> further
    ) => AtomicFile.Write(names, list =>
        {
            using var text = new StreamWriter(list, leaveOpen: true) { NewLine = "\n" };
            AtomicFile.Write(
                path,
                stream => format.Write(stream, size, most, Listed(rows, text)),
                beforeRenaming: () =>
                {
                    foreach (var name in further)
                    {
                        text.WriteLine(OneLine(name));
                    }

                    text.Flush();
                    list.Flush(flushToDisk: true);
                    // Until both, now on the disk, have their names, no list of other rows may stand beside them.
                    File.Delete(names);
                }
            );
        });

    private static IEnumerable<EmbeddedRows> Listed(IEnumerable<EmbeddedRows> rows, StreamWriter list)
    {
        foreach (var some in rows)
        {
            foreach (var name in some.Names)
            {
                list.WriteLine(OneLine(name));
            }

            yield return some;
        }
    }

    /// <summary>A name of several lines, which file systems allow, must not look like several names.</summary>
    internal static string OneLine(string name) =>
        name.AsSpan().IndexOfAny('\r', '\n') < 0
            ? name
            : new StringBuilder(name).Replace("\r", "\\r").Replace("\n", "\\n").ToString();
}
