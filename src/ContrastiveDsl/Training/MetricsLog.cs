using System.Text;
using System.Text.Json;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>
/// The file <c>metrics.jsonl</c>, one JSON object per line: for every step
/// <c>{"step":1,"loss":5.1,"learning_rate":0.001}</c>, and after an epoch's steps a line that also has <c>epoch</c>,
/// <c>images_per_second</c> and <c>seconds</c>. Steps and epochs count those completed.
/// </summary>
internal sealed class MetricsLog(string path)
{
    internal const string FileName = "metrics.jsonl";

    /// <summary>What only the lines of scores have.</summary>
    internal const string ScoreKey = "evaluation";

    /// <summary>The lines of a run that are whole; none where there is no such run.</summary>
    internal static IEnumerable<JsonElement> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? File.ReadLines(path).Select(Parse).OfType<JsonElement>() : [];
    }

    /// <summary>The seconds that the completed epochs of a run took.</summary>
    internal static double Seconds(string folder) =>
        Read(folder)
            .Where(line => line.TryGetProperty("epoch", out _))
            .Sum(line => line.GetProperty("seconds").GetDouble());

    internal void AppendSteps(long firstStep, ReadOnlySpan<float> losses, ReadOnlySpan<double> learningRates)
    {
        var text = new StringBuilder();
        for (var i = 0; i < losses.Length; i++)
        {
            var (step, loss, rate) = (firstStep + i, losses[i], learningRates[i]);
            text.Append(
                Line(json =>
                {
                    json.WriteNumber("step", step);
                    WriteNumber(json, "loss", loss);
                    WriteNumber(json, "learning_rate", rate);
                })
            );
        }

        File.AppendAllText(path, text.ToString());
    }

    internal void AppendEpoch(EpochReport report) =>
        File.AppendAllText(
            path,
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

    /// <summary>
    /// Removes what was written after a checkpoint was taken, scores, which the end of the run measures anew, and a
    /// line that a crash cut short, so that the resumed run writes every line once.
    /// </summary>
    /// <param name="position">The checkpoint's position.</param>
    internal void RewindTo(RunPosition position)
    {
        if (!File.Exists(path))
        {
            return;
        }

        var kept = File.ReadLines(path).Where(line => BelongsBefore(line, position)).ToArray();
        AtomicFile.Write(path, string.Concat(kept.Select(line => line + "\n")));
    }

    private static bool BelongsBefore(string line, RunPosition position)
    {
        try
        {
            return Parse(line) is { } root
                && !root.TryGetProperty(ScoreKey, out _)
                && root.GetProperty("step").GetInt64() <= position.Step
                && (!root.TryGetProperty("epoch", out var epoch) || epoch.GetInt32() <= position.Epoch);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

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
