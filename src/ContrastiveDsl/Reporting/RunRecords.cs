using System.Text.Json;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Reporting;

/// <summary>What a run has written of itself: numbers of steps and epochs, and scores.</summary>
internal sealed class RunRecords
{
    private const string StepKey = "step";
    private const string EpochKey = "epoch";
    private readonly Dictionary<string, Recording> ofSteps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Recording> ofEpochs = new(StringComparer.Ordinal);
    private readonly List<RecordedScore> scores = [];

    private RunRecords() { }

    /// <summary>Numbers by their names in the lines of steps, in the order in which they first appear.</summary>
    internal IReadOnlyDictionary<string, Recording> Steps => ofSteps;

    /// <summary>The same of epochs.</summary>
    internal IReadOnlyDictionary<string, Recording> Epochs => ofEpochs;

    /// <summary>The scores in their order.</summary>
    internal IReadOnlyList<RecordedScore> Scores => scores;

    /// <summary>Steps completed, as far as is written.</summary>
    internal long LastStep { get; private set; }

    /// <summary>Epochs completed.</summary>
    internal int LastEpoch => ofEpochs.TryGetValue(EpochKey, out var epochs) ? (int)epochs.Values[^1] : 0;

    /// <summary>Reads what there is; a line that a crash cut short is passed over.</summary>
    /// <param name="folder">The run's folder.</param>
    internal static RunRecords Read(string folder)
    {
        var records = new RunRecords();
        foreach (var line in MetricsLog.Read(folder))
        {
            records.Add(line);
        }

        return records;
    }

    private void Add(JsonElement line)
    {
        if (
            line.ValueKind != JsonValueKind.Object
            || !line.TryGetProperty(StepKey, out var number)
            || number.ValueKind != JsonValueKind.Number
            || !number.TryGetInt64(out var step)
        )
        {
            return;
        }

        if (line.TryGetProperty(MetricsLog.ScoreKey, out _))
        {
            scores.Add(RecordedScore.Of(step, line));
            return;
        }

        LastStep = Math.Max(LastStep, step);
        var target = line.TryGetProperty(EpochKey, out _) ? ofEpochs : ofSteps;
        foreach (var property in line.EnumerateObject())
        {
            if (property.Name != StepKey && Finite(property.Value) is { } value)
            {
                if (!target.TryGetValue(property.Name, out var recording))
                {
                    target.Add(property.Name, recording = new Recording());
                }

                recording.Add(step, value);
            }
        }
    }

    /// <summary>A number; null for anything else, such as one of a damaged line that no double holds.</summary>
    internal static double? Finite(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number)
            ? number
            : null;
}

/// <summary>A number that was written again and again.</summary>
internal sealed class Recording
{
    private readonly List<double> steps = [];
    private readonly List<double> values = [];

    /// <summary>The steps after which it was written.</summary>
    internal IReadOnlyList<double> Steps => steps;

    /// <summary>Its values.</summary>
    internal IReadOnlyList<double> Values => values;

    internal void Add(long step, double value)
    {
        steps.Add(step);
        values.Add(value);
    }

    /// <summary>At most so many points: means of neighboring ones.</summary>
    /// <param name="count">How many, at least 1.</param>
    internal (IReadOnlyList<double> X, IReadOnlyList<double> Y) Thinned(int count)
    {
        if (steps.Count <= count)
        {
            return (steps, values);
        }

        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var (start, end) = ((int)((long)i * steps.Count / count), (int)((long)(i + 1) * steps.Count / count));
            x[i] = Mean(steps, start, end);
            y[i] = Mean(values, start, end);
        }

        return (x, y);
    }

    private static double Mean(List<double> all, int start, int end) => all.GetRange(start, end - start).Average();
}

/// <summary>A score with its protocol.</summary>
/// <param name="Step">The step after which it was taken.</param>
/// <param name="Name">What was measured, in words.</param>
/// <param name="Value">The accuracy, a share.</param>
/// <param name="Protocol">How it was taken: its line's own words, or else everything that the line says.</param>
internal sealed record RecordedScore(long Step, string Name, double? Value, string Protocol)
{
    private const string ValueKey = "accuracy";
    private const string FeaturesKey = "features";
    private const string ProtocolKey = "protocol";

    internal static RecordedScore Of(long step, JsonElement line)
    {
        var kind = EpochScore.InWords(Text(line.GetProperty(MetricsLog.ScoreKey)));
        var name = line.TryGetProperty(FeaturesKey, out var features) ? $"{kind}, {Text(features)}" : kind;
        var value = line.TryGetProperty(ValueKey, out var accuracy) ? RunRecords.Finite(accuracy) : null;
        var protocol = line.TryGetProperty(ProtocolKey, out var words) ? Text(words) : string.Join(", ", Others(line));
        return new RecordedScore(step, name, value, protocol);
    }

    private static IEnumerable<string> Others(JsonElement line) =>
        line.EnumerateObject()
            .Where(property => property.Name is not ("step" or ValueKey or FeaturesKey or MetricsLog.ScoreKey))
            .Select(property => $"{property.Name.Replace('_', ' ')} {Text(property.Value)}");

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => Say.Number(value.GetDouble()),
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
}
