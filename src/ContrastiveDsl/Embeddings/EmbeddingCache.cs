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
/// could not be opened is in neither, and tried again.
/// </remarks>
internal sealed partial class EmbeddingCache
{
    private const string Folder = "embeddings";
    private const int ValuesAtOnce = 1 << 22;
    private readonly RunEncoder encoder;
    private readonly string whose;
    private readonly string path;

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

    private string ListPath => Path.ChangeExtension(path, ".txt");

    /// <summary>Brings the cache up to date with images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="threads">Processor threads.</param>
    /// <param name="work">
    /// Shows how far the embedding of the images that are new has come; called only for some.
    /// </param>
    /// <returns>For each row the place of its image in the sequence, −1 where the image is no more.</returns>
    internal int[] Update(IImageSequence images, int threads, Action<Action<Action<double>>> work)
    {
        var keys = new Dictionary<string, int>(images.Count, StringComparer.Ordinal);
        for (var index = 0; index < images.Count; index++)
        {
            keys[images.KeyOf(index)] = index;
        }

        var (rows, broken) = Listed();
        var missing = keys
            .Keys.Except(rows, StringComparer.Ordinal)
            .Except(broken, StringComparer.Ordinal)
            .Select(key => keys[key])
            .Order()
            .ToArray();
        Unopened = [];
        if (missing.Length > 0)
        {
            var embedder = new Embedder(encoder, images, threads);
            work(report => Add(images, missing, embedder, report, (rows, broken), keys));
            Unopened = embedder.Unopened;
            (rows, _) = Listed();
        }

        return [.. rows.Select(key => keys.GetValueOrDefault(key, -1))];
    }

    private void Add(
        IImageSequence images,
        int[] missing,
        Embedder embedder,
        Action<double> report,
        (string[] Rows, string[] Broken) listed,
        Dictionary<string, int> keys
    )
    {
        using var added = Keyed(embedder.Run(missing, report), images, missing).GetEnumerator();
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

    /// <summary>The current one and all that follow.</summary>
    private static IEnumerable<EmbeddedRows> From(IEnumerator<EmbeddedRows> rows)
    {
        do
        {
            yield return rows.Current;
        } while (rows.MoveNext());
    }

    /// <summary>All rows, some at a time.</summary>
    internal IEnumerable<float[]> Rows()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        stream.Position = NpyFormat.HeaderBytes;
        var left = CountRows(stream.Length);
        while (left > 0)
        {
            var some = new float[Math.Min(left, Math.Max(1, ValuesAtOnce / encoder.Size)) * encoder.Size];
            stream.ReadExactly(MemoryMarshal.AsBytes(some.AsSpan()));
            left -= some.Length / encoder.Size;
            yield return some;
        }
    }

    private long CountRows(long bytes) => (bytes - NpyFormat.HeaderBytes) / sizeof(float) / encoder.Size;

    /// <summary>The keys of the rows, and of what is no image; none where there is no cache.</summary>
    private (string[] Rows, string[] Broken) Listed()
    {
        if (!File.Exists(path) || !File.Exists(ListPath))
        {
            return ([], []);
        }

        var lines = File.ReadAllLines(ListPath);
        var count = CountRows(new FileInfo(path).Length);
        return count <= lines.Length ? (lines[..(int)count], lines[(int)count..]) : ([], []);
    }

    /// <summary>The rows of images that are still there.</summary>
    private IEnumerable<EmbeddedRows> Kept(string[] rows, Dictionary<string, int> keys)
    {
        if (rows.Length == 0)
        {
            yield break;
        }

        var first = 0;
        foreach (var some in Rows())
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
        Directory.CreateDirectory(folder);
        EmbeddingFile.WriteWithList(path, ListPath, new NpyFormat(), encoder.Size, most, rows, broken);
        // What other weights gave is of no use any more; other files are not the cache's.
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
