using System.Text;
using System.Text.Json;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Scores in a run's <c>metrics.jsonl</c>, each on a line of its own with its protocol.</summary>
internal static class ScoreLog
{
    internal static void Append(string folder, long step, IEnumerable<EncoderScore> scores) =>
        File.AppendAllLines(Path.Combine(folder, MetricsLog.FileName), scores.Select(score => Line(step, score)));

    /// <summary>The scores of a run in the order in which they were taken; none where there is no such run.</summary>
    internal static IReadOnlyList<EncoderScore> Read(string folder) =>
        [.. MetricsLog.Read(folder).Select(Score).OfType<EncoderScore>()];

    private static EncoderScore? Score(JsonElement line)
    {
        // The scores that were taken while the run went on have a split, and no features to compare.
        if (!line.TryGetProperty(MetricsLog.ScoreKey, out _) || !line.TryGetProperty("features", out _))
        {
            return null;
        }

        var protocol = new KnnProtocol(line.GetProperty("k").GetInt32(), line.GetProperty("temperature").GetDouble());
        return new EncoderScore(
            line.GetProperty("features").GetString()!,
            line.GetProperty("accuracy").GetDouble(),
            protocol,
            line.GetProperty("bank").GetInt32(),
            line.GetProperty("queries").GetInt32()
        );
    }

    private static string Line(long step, EncoderScore score)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("step", step);
            json.WriteString(MetricsLog.ScoreKey, "knn");
            json.WriteString("features", score.Features);
            json.WriteNumber("accuracy", score.Accuracy);
            json.WriteNumber("k", score.Protocol.K);
            json.WriteNumber("temperature", score.Protocol.Temperature);
            json.WriteString("similarity", "cosine");
            json.WriteNumber("bank", score.Bank);
            json.WriteNumber("queries", score.Queries);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
