using System.Text;
using System.Text.Json;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Appends scores to a run's <c>metrics.jsonl</c>, each on a line of its own with its protocol.</summary>
internal static class ScoreLog
{
    internal static void Append(string folder, long step, IEnumerable<EncoderScore> scores) =>
        File.AppendAllLines(Path.Combine(folder, MetricsLog.FileName), scores.Select(score => Line(step, score)));

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
