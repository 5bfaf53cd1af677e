using System.Globalization;
using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>A result as a line of text, its values separated by tabs.</summary>
internal static class ResultLine
{
    /// <summary>The names of the values.</summary>
    internal const string Header = "experiment\tseed\tepochs\tlimit\tbatch\tk\ttemperature\tbank\traw_pixels\tuntrained\ttrained\tgain\tseconds";

    /// <summary>Stands for a run without a limit.</summary>
    private const string All = "all";

    internal static string Write(ComparisonResult result)
    {
        var run = result.Run;
        return string.Create(CultureInfo.InvariantCulture, $"{run.Experiment}\t{run.Seed}\t{run.Epochs}\t{run.Limit?.ToString(CultureInfo.InvariantCulture) ?? All}\t{run.BatchSize}")
            + string.Create(CultureInfo.InvariantCulture, $"\t{result.Protocol.K}\t{result.Protocol.Temperature}\t{result.Bank}")
            + string.Create(CultureInfo.InvariantCulture, $"\t{result.RawPixels}\t{result.Untrained}\t{result.Trained}\t{result.Gain:F6}\t{result.Seconds:F1}");
    }

    /// <summary>Reads a line; null where it is no result, such as half a line.</summary>
    internal static ComparisonResult? Read(string line)
    {
        var values = line.Split('\t');
        // The gain follows from the others.
        return values.Length == Header.Split('\t').Length
            && values[0].Length > 0
            && Whole(values[1]) is { } seed
            && Count(values[2]) is { } epochs
            && (values[3] == All || Count(values[3]) is not null)
            && Count(values[4]) is { } batchSize
            && Count(values[5]) is { } k
            && Real(values[6]) is { } temperature
            && Count(values[7]) is { } bank
            && Real(values[8]) is { } pixels
            && Real(values[9]) is { } untrained
            && Real(values[10]) is { } trained
            && Real(values[12]) is { } seconds
                ? new(new(values[0], seed, epochs, Count(values[3]), batchSize), new KnnProtocol(k, temperature), bank, pixels, untrained, trained, seconds)
                : null;
    }

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
