using System.Globalization;
using System.Numerics;
using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>A result as a line of text, its values separated by tabs.</summary>
internal static class ResultLine
{
    /// <summary>The names of the values of a run whose encoder was not probed.</summary>
    internal const string ShortHeader =
        "experiment\tseed\tepochs\tlimit\tbatch\tk\ttemperature\tbank\traw_pixels\tuntrained\ttrained\tgain\tseconds";

    /// <summary>The names of the values of a run that did not note its images.</summary>
    internal const string ProbedHeader = ShortHeader + "\tlinear\tten_labels\tfine_tuned\tfine_tuned_ten_labels";

    /// <summary>The names of the values.</summary>
    internal const string Header = ProbedHeader + "\timages";

    /// <summary>Stands for a figure that was not asked for, or not taken.</summary>
    private const string None = "-";

    /// <summary>Stands for a run without a limit.</summary>
    private const string All = "all";

    private static readonly int ShortLength = ShortHeader.Split('\t').Length;
    private static readonly int ProbedLength = ProbedHeader.Split('\t').Length;
    private static readonly int Length = Header.Split('\t').Length;

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
            .. result.Probed is { } probed ? Write(probed)
            : run.Images is null ? []
            : Enumerable.Repeat(None, ProbedLength - ShortLength),
            .. run.Images is { } images ? [images] : Array.Empty<string>(),
        ];
        return string.Join('\t', values);
    }

    private static IEnumerable<string> Write(ProbedScores probed) =>
        new[] { probed.Linear, probed.FewLabels, probed.FineTuned, probed.FineTunedFewLabels }.Select(share =>
            share is { } known ? Text(known) : None
        );

    /// <summary>Reads a line; null where it is no result, such as half a line.</summary>
    internal static ComparisonResult? Read(string line)
    {
        var values = line.Split('\t');
        // The gain follows from the others.
        if (
            (values.Length != ShortLength && values.Length != ProbedLength && values.Length != Length)
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

        var figures = values.Length == ShortLength ? [] : values[ShortLength..ProbedLength];
        var images = values.Length == Length ? values[^1] : null;
        var probed = figures.Length > 0 ? ReadProbed(figures) : null;
        var isProbed = figures.Length > 0 && (images is null || figures.Any(figure => figure != None));
        if (images?.Length == 0 || (isProbed && probed is null))
        {
            return null;
        }

        var run = new ComparedRun(values[0], seed, epochs, Count(values[3]), batchSize, images);
        return new(run, new KnnProtocol(k, temperature), bank, pixels, untrained, trained, seconds) { Probed = probed };
    }

    private static ProbedScores? ReadProbed(string[] values) =>
        Real(values[0]) is { } linear
        && Real(values[1]) is { } few
        && values[2..].All(value => value == None || Real(value) is not null)
            ? new ProbedScores(linear, few, Real(values[2]), Real(values[3]))
            : null;

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
