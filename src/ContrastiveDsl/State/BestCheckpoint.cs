using System.Text;
using System.Text.Json;

namespace ContrastiveDsl.State;

/// <summary>
/// Which checkpoint of a run is the best so far: the file <c>checkpoints/best.json</c>, and numbers in the state, so
/// that a resumed run knows it as well.
/// </summary>
/// <param name="Step">Steps completed.</param>
/// <param name="By">What was compared: <c>loss</c>, the mean of an epoch, or the name of a score.</param>
/// <param name="Value">The loss, of which lower is better, or the score, of which higher is.</param>
internal sealed record BestCheckpoint(long Step, string By, double Value)
{
    /// <summary>The name under which losses are compared.</summary>
    internal const string Loss = "loss";

    internal const string FileName = "best.json";
    private const string StepName = "best_step";
    private const string ValueName = "best_value";
    private const string ScoredName = "best_by_score";

    /// <summary>Of two, the better; a score counts more than a loss, and of equals the first stays.</summary>
    internal static BestCheckpoint? Better(BestCheckpoint? best, BestCheckpoint? candidate)
    {
        if (best is null || candidate is null)
        {
            return best ?? candidate;
        }

        var isBetter =
            candidate.IsScore != best.IsScore ? candidate.IsScore
            : candidate.IsScore ? candidate.Value > best.Value
            : candidate.Value < best.Value;
        return isBetter ? candidate : best;
    }

    /// <summary>What a run folder names; null where it names none, or none that can be read.</summary>
    internal static BestCheckpoint? Read(string runFolder)
    {
        try
        {
            using var document = JsonDocument.Parse(SealedText.Read(PathIn(runFolder)));
            var root = document.RootElement;
            return new BestCheckpoint(
                root.GetProperty("step").GetInt64(),
                root.GetProperty("by").GetString()!,
                root.GetProperty("value").GetDouble()
            );
        }
        catch (IOException)
        {
            // It says nothing that the checkpoints and metrics do not.
            return null;
        }
    }

    /// <summary>Writes the file, if it names another one.</summary>
    internal void Write(string runFolder)
    {
        if (Read(runFolder) == this)
        {
            return;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("step", Step);
            json.WriteString("by", By);
            json.WriteNumber("value", Value);
            json.WriteEndObject();
        }

        AtomicFile.Write(PathIn(runFolder), SealedText.Seal(Encoding.UTF8.GetString(buffer.ToArray())));
    }

    /// <summary>Makes the file name what is the best of a run that was taken back, which may be none.</summary>
    internal static void Rewrite(string runFolder, BestCheckpoint? best)
    {
        if (best is null)
        {
            File.Delete(PathIn(runFolder));
        }
        else
        {
            best.Write(runFolder);
        }
    }

    /// <summary>Writes which one is the best, or that there is none yet.</summary>
    internal static void Save(StateWriter writer, BestCheckpoint? best)
    {
        writer.Number(StepName, best?.Step ?? -1);
        writer.Number(ValueName, best?.Value ?? 0.0);
        writer.Number(ScoredName, best is { IsScore: true } ? 1L : 0L);
    }

    /// <summary>
    /// Reads that back; the name of a score is in the file. None where its checkpoint is gone, as it may be once a run
    /// was taken back to an earlier step.
    /// </summary>
    /// <param name="reader">The state.</param>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="at">The step of the checkpoint that is read.</param>
    internal static BestCheckpoint? Load(StateReader reader, string runFolder, long at)
    {
        var (step, value) = (reader.Integer(StepName), reader.Number(ValueName));
        var isScore = reader.Integer(ScoredName) == 1;
        if (step < 0 || (step != at && Checkpoint.At(runFolder, step) is null))
        {
            return null;
        }

        var name = Read(runFolder) is { IsScore: true } named ? named.By : "score";
        return new BestCheckpoint(step, isScore ? name : Loss, value);
    }

    private bool IsScore => By != Loss;

    private static string PathIn(string runFolder) => Path.Combine(runFolder, Checkpoint.Folder, FileName);
}
