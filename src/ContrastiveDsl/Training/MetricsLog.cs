using System.Globalization;
using System.Text;
using System.Text.Json;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>
/// The file <c>metrics.jsonl</c>, one JSON object per line: for every step
/// <c>{"step":1,"loss":5.1,"learning_rate":0.001,"gradient_norm":2.3}</c>, in some steps with what was measured of the
/// embeddings, and after an epoch's steps a line that also has <c>epoch</c>, <c>images_per_second</c> and
/// <c>seconds</c>. Steps and epochs count those completed. Scores that were taken at the end
/// of an epoch follow it: <c>{"step":39,"epoch":1,"evaluation":"knn","split":"validation","accuracy":0.71}</c>, with
/// <c>protocol</c> and <c>seconds</c>.
/// </summary>
/// <remarks>
/// A checkpoint names how many bytes of the file are from before it, and their hash: a resumed run cuts the file there,
/// whatever a crash left behind, and writes every line once.
/// </remarks>
internal sealed class MetricsLog(string path)
{
    internal const string FileName = "metrics.jsonl";

    /// <summary>Under which a checkpoint has the length of the file, in bytes.</summary>
    internal const string LengthKey = "run.metrics_length";

    /// <summary>Under which it has the hash of those bytes.</summary>
    internal const string HashKey = "run.metrics_hash";

    /// <summary>Lines that the disk refused; they come before the next ones.</summary>
    private readonly StringBuilder refused = new();

    /// <summary>What only the lines of scores have.</summary>
    internal const string ScoreKey = "evaluation";

    /// <summary>The lines of a run that are whole; none where there is no such run.</summary>
    internal static IEnumerable<JsonElement> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? File.ReadLines(path).Select(Parse).OfType<JsonElement>() : [];
    }

    /// <summary>How many epochs of a run are completed, as far as its lines tell.</summary>
    internal static int Epochs(string folder) =>
        Read(folder)
            .Where(line => line.ValueKind == JsonValueKind.Object)
            .Count(line => line.TryGetProperty("epoch", out _) && !line.TryGetProperty(ScoreKey, out _));

    /// <summary>The seconds that the completed epochs of a run took.</summary>
    internal static double Seconds(string folder) => Times(folder).Trained;

    /// <summary>
    /// The seconds that the completed epochs of a run took, and those of the scores at the end of each scored epoch.
    /// </summary>
    internal static (double Trained, IReadOnlyList<double> Scored) Times(string folder)
    {
        var lines = Read(folder).Where(line => line.TryGetProperty("epoch", out _)).ToLookup(IsScore);
        return (
            lines[false].Sum(SecondsOf),
            [.. lines[true].GroupBy(line => line.GetProperty("epoch").GetInt32()).Select(same => same.Sum(SecondsOf))]
        );

        static bool IsScore(JsonElement line) => line.TryGetProperty(ScoreKey, out _);

        static double SecondsOf(JsonElement line) => line.GetProperty("seconds").GetDouble();
    }

    internal void AppendSteps(IEnumerable<StepMetrics> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            text.Append(Line(json => Write(json, step)));
        }

        Append(text.ToString());
    }

    internal void AppendEpoch(EpochReport report) =>
        Append(
            Line(json =>
            {
                json.WriteNumber("epoch", report.Epoch);
                json.WriteNumber("step", report.Step);
                WriteNumber(json, "loss", report.Loss);
                WriteNumber(json, "learning_rate", report.LearningRate);
                WriteNumber(json, "images_per_second", Math.Round(report.ImagesPerSecond, 1));
                WriteNumber(json, "seconds", Math.Round(report.Seconds, 3));
            })
        );

    /// <summary>Writes a line for each score of an epoch.</summary>
    internal void AppendScores(EpochReport report) =>
        Append(string.Concat(report.Scores.Select(score => Line(report, score))));

    private static string Line(EpochReport report, EpochScore score) =>
        Line(json =>
        {
            json.WriteNumber("step", report.Step);
            json.WriteNumber("epoch", report.Epoch);
            json.WriteString(ScoreKey, score.Evaluation);
            json.WriteString("split", score.Split);
            WriteNumber(json, "accuracy", Math.Round(score.Accuracy, 6));
            json.WriteString("protocol", score.Protocol);
            WriteNumber(json, "seconds", Math.Round(score.Seconds, 3));
        });

    /// <summary>
    /// Why the disk refused the latest lines, which are kept for the next time; null when all is written.
    /// </summary>
    internal string? Problem { get; private set; }

    /// <summary>Bytes that are in the file.</summary>
    internal long Length => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// Adds lines. Where the disk refuses, they are kept and come before the next ones; what of them was written is cut
    /// off again, so that no half line stays.
    /// </summary>
    /// <param name="lines">Whole lines, each with its end.</param>
    internal void Append(string lines)
    {
        refused.Append(lines);
        try
        {
            Write(Encoding.UTF8.GetBytes(refused.ToString()));
            refused.Clear();
            Problem = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problem = exception.Message;
        }
    }

    /// <summary>Forces the file to the disk.</summary>
    internal void Flush()
    {
        if (File.Exists(path))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>The hash of the first bytes of the file, as a number.</summary>
    internal long HashOfStart(long length) =>
        length == 0 ? 0 : Number(ContentHash.OfStart(path, length) ?? throw Shorter(length));

    /// <summary>Checks what was written before a checkpoint was taken.</summary>
    /// <param name="length">Bytes of the file when the checkpoint was taken.</param>
    /// <param name="hash">Their hash.</param>
    /// <returns>False where the file is gone, so that its lines are missing from now on.</returns>
    /// <exception cref="StateException">What was there then is damaged or was edited.</exception>
    internal bool StartsWith(long length, long hash)
    {
        if (!File.Exists(path))
        {
            return length == 0;
        }

        return HashOfStart(length) == hash
            ? true
            : throw new StateException(
                $"'{path}' is not as the run wrote it, up to its checkpoint: bring that back, or delete the file to go on without the lines of the steps before."
            );
    }

    /// <summary>
    /// Removes what was written after a checkpoint was taken, whole lines or not, so that the resumed run writes every
    /// line once.
    /// </summary>
    /// <param name="length">Bytes of the file when the checkpoint was taken.</param>
    internal void CutTo(long length)
    {
        if (File.Exists(path))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.SetLength(length);
        }
    }

    private void Write(byte[] bytes)
    {
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, 0);
        var before = stream.Seek(0, SeekOrigin.End);
        try
        {
            stream.Write(bytes);
        }
        catch
        {
            stream.SetLength(before);
            throw;
        }
    }

    private StateException Shorter(long length) =>
        new(
            FormattableString.Invariant(
                $"'{path}' had {length} bytes when the checkpoint was taken and has {Length}: bring the rest back, or delete the file to go on without the lines of the steps before."
            )
        );

    private static long Number(string hash) =>
        unchecked((long)ulong.Parse(hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>The object on a line; null where the line was cut short.</summary>
    internal static JsonElement? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, StepMetrics step)
    {
        json.WriteNumber("step", step.Step);
        WriteNumber(json, "loss", step.Loss);
        WriteNumber(json, "learning_rate", step.LearningRate);
        WriteKnown(json, "gradient_norm", step.GradientNorm);
        if (step.Figures is { } figures)
        {
            WriteKnown(json, "deviation", figures.Deviation);
            WriteKnown(json, "effective_rank", figures.EffectiveRank);
            WriteKnown(json, "alignment", figures.Alignment);
            WriteKnown(json, "uniformity", figures.Uniformity);
            WriteKnown(json, "positive_similarity", figures.PositiveSimilarity);
            WriteKnown(json, "negative_similarity", figures.NegativeSimilarity);
            WriteKnown(json, "chance", step.Chance);
        }

        if (step.QueueAge is { } age)
        {
            json.WriteNumber("queue_age", age);
        }
    }

    /// <summary>Writes a number to the digits that it is good for, or nothing where there is none.</summary>
    private static void WriteKnown(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            WriteNumber(json, name, (float)known);
        }
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            // JSON has no infinities.
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
