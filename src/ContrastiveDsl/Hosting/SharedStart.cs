using System.Text;
using System.Text.Json;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// How a training begins, as the first process has made it out: the others take its word for everything.
/// </summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Settings">
/// The resolved settings; in the others without a folder, which is the first one's alone.
/// </param>
/// <param name="Resumes">Whether a run is taken up again.</param>
/// <param name="HasCheckpoint">Whether that run has a checkpoint, from which its weights come.</param>
internal sealed record SharedStart(string Experiment, RunSettings Settings, bool Resumes, bool HasCheckpoint)
{
    /// <summary>Tells the others, or learns from the first.</summary>
    /// <param name="world">The processes.</param>
    /// <param name="make">Makes it out; called in the first process alone.</param>
    internal static SharedStart Of(World world, Func<SharedStart> make)
    {
        if (world.Size == 1)
        {
            return make();
        }

        var own = world.IsFirst ? make() : null;
        var told = world.Broadcast(
            own is null
                ? []
                : JsonSerializer.SerializeToUtf8Bytes(own with { Settings = own.Settings with { Output = null } })
        );
        return own
            ?? JsonSerializer.Deserialize<SharedStart>(told)
            ?? throw new JsonException($"The first process told nothing: {Encoding.UTF8.GetString(told)}");
    }
}
