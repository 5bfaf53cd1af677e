using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Embeddings;

/// <summary>
/// Embeddings of length 1 of a collection of images, kept in the run's folder so that the next question about it is
/// answered at once. Images whose keys are new are embedded and added; other weights, as those of a later checkpoint,
/// begin anew.
/// </summary>
/// <remarks>
/// An array of NumPy, and beside it a list with the keys of its rows, then those of images that are none. An image that
/// could not be opened is in neither, and tried again. Files that were cut short count as absent. Where the disk
/// refuses new ones, as in a run's folder that may only be read, the rows are held in memory.
/// </remarks>
internal sealed partial class EmbeddingCache
{
    private const string Folder = "embeddings";
    private const int ValuesAtOnce = 1 << 22;
    private readonly RunEncoder encoder;
    private readonly string whose;
    private readonly string path;
    private List<EmbeddedRows>? held;

    /// <param name="run">The run's folder.</param>
    /// <param name="encoder">Its encoder, whose embeddings have length 1.</param>
    /// <param name="among">Where the images are.</param>
    internal EmbeddingCache(string run, RunEncoder encoder, string among)
    {
        var images = $"{encoder.Size}\n{Path.GetFullPath(among)}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(images)))[..16];
        this.encoder = encoder;
        // A run that was made longer comes by the same step with other weights.
        whose = $"{Path.GetFileName(encoder.Checkpoint)}-{encoder.WeightsHash}-";
        path = Path.Combine(run, Folder, $"{whose}{hash}.npy");
    }

    /// <summary>The names of the images that the last update could not open; the next one tries again.</summary>
    internal IReadOnlyCollection<string> Unopened { get; private set; } = [];

    /// <summary>Why the rows of the last update are not kept; null where they are.</summary>
    internal string? NotKept { get; private set; }

    private string ListPath => Path.ChangeExtension(path, ".txt");

    /// <summary>Brings the cache up to date with images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="threads">Processor threads.</param>
    /// <param name="work">
    /// Shows how far the embedding of the images that are new has come; called only for some.
    /// </param>
    /// <param name="stopping">Ends the embedding; the files then stay as they were.</param>
    /// <returns>For each row the place of its image in the sequence, −1 where the image is no more.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    internal int[] Update(
        IImageSequence images,
        int threads,
        Action<Action<Action<double>>> work,
        CancellationToken stopping = default
    )
    {
        var keys = new Dictionary<string, int>(images.Count, StringComparer.Ordinal);
        for (var index = 0; index < images.Count; index++)
        {
            keys[images.KeyOf(index)] = index;
        }

        (held, NotKept, Unopened) = (null, null, []);
        var listed = Listed();
        var rows = listed.Rows;
        if (Missing(listed, keys).Length > 0)
        {
            work(report => rows = Add(images, keys, threads, report, stopping));
        }

        return [.. rows.Select(key => keys.GetValueOrDefault(key, -1))];
    }

    /// <summary>The places of the images that are neither in a row nor known to be none.</summary>
    private static int[] Missing((string[] Rows, string[] Broken) listed, Dictionary<string, int> keys) =>
        [
            .. keys
                .Keys.Except(listed.Rows, StringComparer.Ordinal)
                .Except(listed.Broken, StringComparer.Ordinal)
                .Select(key => keys[key])
                .Order(),
        ];

    /// <summary>Embeds what is missing.</summary>
    /// <returns>The keys of all rows.</returns>
    private string[] Add(
        IImageSequence images,
        Dictionary<string, int> keys,
        int threads,
        Action<double> report,
        CancellationToken stopping
    )
    {
        var embedder = new Embedder(encoder, images, threads);
        try
        {
            Keep(images, keys, embedder, missing => embedder.Run(missing, report, stopping));
            return Listed().Rows;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotKept = exception.Message;
            embedder = new Embedder(encoder, images, threads);
            return Hold(images, keys, missing => embedder.Run(missing, report, stopping));
        }
        finally
        {
            Unopened = embedder.Unopened;
        }
    }

    /// <summary>Adds what is missing to the files.</summary>
    private void Keep(
        IImageSequence images,
        Dictionary<string, int> keys,
        Embedder embedder,
        Func<int[], IEnumerable<EmbeddedRows>> embed
    )
    {
        var listed = Listed();
        var missing = Missing(listed, keys);
        using var added = Keyed(embed(missing), images, missing).GetEnumerator();
        var isAny = added.MoveNext();
        if (!isAny && !embedder.NoImages.Any() && listed is not ([], []))
        {
            // None could be opened: nothing is new, however often that is asked.
            return;
        }

        Write(
            listed.Rows.Length + missing.Length,
            Kept(listed.Rows, keys).Concat(isAny ? From(added) : []),
            Unreadable(listed.Broken, keys, images, missing, embedder)
        );
    }

    /// <summary>Holds all rows in memory, those of the files and what is missing there.</summary>
    private string[] Hold(
        IImageSequence images,
        Dictionary<string, int> keys,
        Func<int[], IEnumerable<EmbeddedRows>> embed
    )
    {
        // Read again: what failed may have replaced a file.
        var listed = Listed();
        var missing = Missing(listed, keys);
        List<EmbeddedRows> all = [.. Kept(listed.Rows, keys), .. Keyed(embed(missing), images, missing)];
        held = all;
        return [.. all.SelectMany(some => some.Names)];
    }

    /// <summary>The current one and all that follow.</summary>
    private static IEnumerable<EmbeddedRows> From(IEnumerator<EmbeddedRows> rows)
    {
        do
        {
            yield return rows.Current;
        } while (rows.MoveNext());
    }

    /// <summary>All rows, some at a time.</summary>
    internal IEnumerable<float[]> Rows() => held is null ? KeptRows() : held.Select(some => some.Values);

    private IEnumerable<float[]> KeptRows()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        stream.Position = NpyFormat.HeaderBytes;
        var left = (stream.Length - NpyFormat.HeaderBytes) / sizeof(float) / encoder.Size;
        while (left > 0)
        {
            var some = new float[Math.Min(left, Math.Max(1, ValuesAtOnce / encoder.Size)) * encoder.Size];
            stream.ReadExactly(MemoryMarshal.AsBytes(some.AsSpan()));
            left -= some.Length / encoder.Size;
            yield return some;
        }
    }

    /// <summary>
    /// The keys of the rows, and of what is no image; none where there is no cache, or not as it was written.
    /// </summary>
    private (string[] Rows, string[] Broken) Listed()
    {
        try
        {
            if (!File.Exists(path) || !File.Exists(ListPath))
            {
                return ([], []);
            }

            var text = File.ReadAllText(ListPath);
            var lines = text.Split('\n')[..^1];
            var count = (int)NpyFormat.CountRows(path, encoder.Size);
            // The end of a list that was cut short may look like the key of another image.
            return count >= 0 && count <= lines.Length && text.EndsWith('\n') == lines.Length > 0
                ? (lines[..count], lines[count..])
                : ([], []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], []);
        }
    }

    /// <summary>The rows of images that are still there.</summary>
    private IEnumerable<EmbeddedRows> Kept(string[] rows, Dictionary<string, int> keys)
    {
        if (rows.Length == 0)
        {
            yield break;
        }

        var first = 0;
        foreach (var some in KeptRows())
        {
            var count = some.Length / encoder.Size;
            int[] kept = [.. Enumerable.Range(0, count).Where(row => keys.ContainsKey(rows[first + row]))];
            var values = new float[kept.Length * encoder.Size];
            for (var to = 0; to < kept.Length; to++)
            {
                some.AsSpan(kept[to] * encoder.Size, encoder.Size).CopyTo(values.AsSpan(to * encoder.Size));
            }

            yield return new EmbeddedRows([.. kept.Select(row => rows[first + row])], values);
            first += count;
        }
    }

    private static IEnumerable<EmbeddedRows> Keyed(IEnumerable<EmbeddedRows> rows, IImageSequence images, int[] indices)
    {
        var keys = KeysByName(images, indices);
        return rows.Select(some => some with { Names = [.. some.Names.Select(name => keys[name])] });
    }

    /// <summary>The keys of what is no image; to be asked for once all have been tried.</summary>
    private static IEnumerable<string> Unreadable(
        string[] known,
        Dictionary<string, int> keys,
        IImageSequence images,
        int[] indices,
        Embedder embedder
    )
    {
        var found = KeysByName(images, indices);
        foreach (var key in known.Where(keys.ContainsKey).Concat(embedder.NoImages.Select(name => found[name])))
        {
            yield return key;
        }
    }

    private static Dictionary<string, string> KeysByName(IImageSequence images, int[] indices) =>
        indices.ToDictionary(images.NameOf, images.KeyOf, StringComparer.Ordinal);

    private void Write(long most, IEnumerable<EmbeddedRows> rows, IEnumerable<string> broken)
    {
        var folder = Path.GetDirectoryName(path)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        try
        {
            EmbeddingFile.WriteWithList(path, ListPath, new NpyFormat(), encoder.Size, most, rows, broken);
        }
        catch when (isNew)
        {
            DeleteIfEmpty(folder);
            throw;
        }

        try
        {
            DeleteOthers(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The new ones are kept all the same.
        }
    }

    /// <summary>Deletes the folder; not what another has written into it meanwhile.</summary>
    private static void DeleteIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What failed before is what matters.
        }
    }

    /// <summary>What other weights gave is of no use any more; other files are not the cache's.</summary>
    private void DeleteOthers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsOfOthers))
        {
            if (file.EndsWith(AtomicFile.Unfinished, StringComparison.Ordinal))
            {
                AtomicFile.DeleteLeftover(file);
            }
            else
            {
                File.Delete(file);
            }
        }
    }

    private bool IsOfOthers(string file) =>
        Path.GetFileName(file) is var name && Own().IsMatch(name) && !name.StartsWith(whose, StringComparison.Ordinal);

    [GeneratedRegex(@"^step-\d{8,}-[0-9a-f]{16}-[0-9a-f]{16}\.(npy|txt)(\.unfinished)?$")]
    private static partial Regex Own();
}
