using System.Text;
using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.State;

/// <summary>
/// The first process's checkpoint in every process: the others have a copy in a temporary folder for as long as this
/// lives, so that machines need no common disk.
/// </summary>
internal sealed class SharedCheckpoint : IDisposable
{
    private const int Piece = 64 << 20;
    private readonly string? temporary;

    /// <summary>Sends a checkpoint, or takes it.</summary>
    /// <param name="world">The processes.</param>
    /// <param name="checkpoint">The first process's; null where there is none, and in the others.</param>
    internal SharedCheckpoint(World world, string? checkpoint)
    {
        Folder = checkpoint;
        if (world.Size == 1)
        {
            return;
        }

        var name = Encoding.UTF8.GetString(world.Broadcast(Encoding.UTF8.GetBytes(Path.GetFileName(checkpoint) ?? "")));
        if (name.Length == 0)
        {
            return;
        }

        if (!world.IsFirst)
        {
            temporary = Directory.CreateTempSubdirectory("contrastive-").FullName;
            Folder = Path.Combine(temporary, Checkpoint.Folder, name);
            Directory.CreateDirectory(Folder);
        }

        Share(world, Path.Combine(Folder!, Checkpoint.ModelFile));
        Share(world, Path.Combine(Folder!, Checkpoint.StateFile));
    }

    /// <summary>The checkpoint's folder in this process; null where there is no checkpoint.</summary>
    internal string? Folder { get; }

    /// <summary>The folder of the run that the checkpoint lies in.</summary>
    internal string? RunFolder => Path.GetDirectoryName(Path.GetDirectoryName(Folder));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (temporary is not null)
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Share(World world, string path)
    {
        using var file = new FileStream(
            path,
            world.IsFirst ? FileMode.Open : FileMode.CreateNew,
            world.IsFirst ? FileAccess.Read : FileAccess.Write
        );
        byte[] piece;
        do
        {
            piece = world.Broadcast(world.IsFirst ? Next(file) : []);
            if (!world.IsFirst)
            {
                file.Write(piece);
            }
        } while (piece.Length == Piece);
    }

    private static byte[] Next(FileStream file)
    {
        var piece = new byte[Math.Min(Piece, file.Length - file.Position)];
        file.ReadExactly(piece);
        return piece;
    }
}
