using System.Globalization;
using System.Numerics;
using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>A result as a line of text, its values separated by tabs.</summary>
internal static class ResultLine
{
    /// <summary>The names of the values.</summary>
    internal const string Header =
        "experiment\tseed\tepochs\tlimit\tbatch\tk\ttemperature\tbank\traw_pixels\tuntrained\ttrained\tgain\tseconds";

    /// <summary>Stands for a run without a limit.</summary>
    private const string All = "all";

    internal static string Write(ComparisonResult result)
    {
        var (run, protocol) = (result.Run, result.Protocol);
        string[] values =
        [
            run.Experiment,
            Text(run.Seed),
            Text(run.Epochs),
            run.Limit is { } limit ? Text(limit) : All,
            Text(run.BatchSize),
            Text(protocol.K),
            Text(protocol.Temperature),
            Text(result.Bank),
            Text(result.RawPixels),
            Text(result.Untrained),
            Text(result.Trained),
            Text(result.Gain, "F6"),
            Text(result.Seconds, "F1"),
        ];
        return string.Join('\t', values);
    }

    /// <summary>Reads a line; null where it is no result, such as half a line.</summary>
    internal static ComparisonResult? Read(string line)
    {
        var values = line.Split('\t');
        // The gain follows from the others.
        if (
            values.Length != Header.Split('\t').Length
            || values[0].Length == 0
            || Whole(values[1]) is not { } seed
            || Count(values[2]) is not { } epochs
            || (values[3] != All && Count(values[3]) is null)
            || Count(values[4]) is not { } batchSize
            || Count(values[5]) is not { } k
            || Real(values[6]) is not { } temperature
            || Count(values[7]) is not { } bank
            || Real(values[8]) is not { } pixels
            || Real(values[9]) is not { } untrained
            || Real(values[10]) is not { } trained
            || Real(values[12]) is not { } seconds
        )
        {
            return null;
        }

        var run = new ComparedRun(values[0], seed, epochs, Count(values[3]), batchSize);
        return new(run, new KnnProtocol(k, temperature), bank, pixels, untrained, trained, seconds);
    }

    private static string Text(IFormattable value, string? format = null) =>
        value.ToString(format, CultureInfo.InvariantCulture);

    private static long? Whole(string text) => Number<long>(text, NumberStyles.None);

    private static int? Count(string text) => Number<int>(text, NumberStyles.None);

    private static double? Real(string text) =>
        Number<double>(text, NumberStyles.Float) is { } value && double.IsFinite(value) ? value : null;

    private static T? Number<T>(string text, NumberStyles style)
        where T : struct, INumberBase<T> =>
        T.TryParse(text, style, CultureInfo.InvariantCulture, out var value) ? value : null;
}
