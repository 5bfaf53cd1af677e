using System.Text;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Data;

/// <summary>
/// The files of a store, open for its only writer: pixels, one image after another, and a list of entries. Both are
/// only ever added to, the pixels first, so that what the list names is there, whenever the writer is killed.
/// </summary>
internal sealed class StoreFiles : IDisposable
{
    private const string ListName = "images";
    private const string PixelsName = "pixels";
    private const string LockName = "lock";
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("ContrastiveDsl images 1\n");

    private readonly string folder;
    private readonly FileStream held;
    private readonly FileStream list;
    private FileStream pixels;

    private StoreFiles(string folder, FileStream held)
    {
        this.folder = folder;
        this.held = held;
        list = Open(Path.Combine(folder, ListName));
        try
        {
            pixels = Open(PixelsPath(folder));
            Entries = Read();
        }
        catch
        {
            list.Dispose();
            pixels?.Dispose();
            throw;
        }
    }

    /// <summary>What the store knows; a later entry of a path counts more.</summary>
    public IReadOnlyList<StoreEntry> Entries { get; private set; }

    /// <summary>Bytes of pixels that are in the store.</summary>
    public long PixelBytes => pixels.Length;

    /// <summary>The file of pixels of a store.</summary>
    public static string PixelsPath(string folder) => Path.Combine(folder, PixelsName);

    /// <summary>Opens a store for writing; makes it if it is not there.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="wait">Called again and again while another process writes; may throw to give up.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static StoreFiles Open(string folder, Action wait)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            if (HeldFile.TryHold(Path.Combine(folder, LockName)) is { } held)
            {
                try
                {
                    return new StoreFiles(folder, held);
                }
                catch
                {
                    held.Dispose();
                    throw;
                }
            }

            wait();
        }
    }

    /// <summary>
    /// What a store knows, read without writing anything, while another may write; nothing where it is no store.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IReadOnlyList<StoreEntry> List(string folder)
    {
        var path = Path.Combine(folder, ListName);
        if (!File.Exists(path))
        {
            return [];
        }

        using var list = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return HasMagic(list) ? StoreEntry.ReadAll(list).Entries : [];
    }

    /// <summary>Adds the pixels of an image.</summary>
    /// <returns>Where they begin.</returns>
    public long Append(ReadOnlySpan<byte> image)
    {
        var offset = pixels.Length;
        pixels.Seek(offset, SeekOrigin.Begin);
        pixels.Write(image);
        return offset;
    }

    /// <summary>Adds entries whose pixels have been added, and makes sure that both are on the disk.</summary>
    public void Append(IReadOnlyList<StoreEntry> entries)
    {
        pixels.Flush(flushToDisk: true);
        foreach (var entry in entries)
        {
            entry.Write(list);
        }

        list.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Forgets everything. The pixels get a new file: who has mapped the old one, and holds no lock, keeps that.
    /// </summary>
    public void Clear()
    {
        list.SetLength(0);
        list.Write(Magic);
        list.Flush(flushToDisk: true);
        pixels.Dispose();
        File.Delete(PixelsPath(folder));
        pixels = Open(PixelsPath(folder));
        Entries = [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is still to be written may find no room: the store is let go of all the same.
        try
        {
            pixels.Dispose();
        }
        finally
        {
            try
            {
                list.Dispose();
            }
            finally
            {
                held.Dispose();
            }
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    private static bool HasMagic(FileStream list)
    {
        var magic = new byte[Magic.Length];
        return list.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
            && magic.SequenceEqual(Magic);
    }

    private IReadOnlyList<StoreEntry> Read()
    {
        if (!HasMagic(list))
        {
            Clear();
            return [];
        }

        var (entries, end) = StoreEntry.ReadAll(list);
        // What a killed writer left half done.
        list.SetLength(end);
        return entries;
    }
}
