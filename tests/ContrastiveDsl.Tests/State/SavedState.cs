using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;

namespace ContrastiveDsl.Tests.State;

/// <summary>What something keeps, written into a checkpoint and read from it.</summary>
internal static class SavedState
{
    /// <summary>A checkpoint with nothing else in it, open for reading.</summary>
    public static StateReader Of(TempFolder folder, IStateful saved)
    {
        var writer = new StateWriter();
        saved.Save(writer);
        return Checkpoint.Open(Checkpoint.Save(folder.Path, 0, writer));
    }

    /// <summary>Loads what was saved, all of it, into another one.</summary>
    public static void Reload(TempFolder folder, IStateful saved, IStateful loaded)
    {
        using var reader = Of(folder, saved);
        loaded.Load(reader);
        reader.RequireAllRead();
    }
}
