using System.CommandLine;
using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>The arguments and options of <c>evaluate</c>.</summary>
internal sealed class EvaluateVerb
{
    private const string JsonOption = "--json";
    private static readonly EvaluationOptions Usual = new();
    private static readonly FineTuningOptions UsualTuning = new();
    private readonly Argument<string[]> runs = new("RUN")
    {
        Description = "The folders of the runs",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<int?> neighbors = Values.Whole(
        "-k",
        1,
        FormattableString.Invariant($"Nearest neighbors that vote; without it {Usual.Knn.K}")
    );
    private readonly Option<double?> temperature = Values.AtLeast(
        "--knn-temperature",
        Knn.LowestTemperature,
        FormattableString.Invariant($"{Usual.Knn.Temperature}"),
        FormattableString.Invariant(
            $"A neighbor's vote weighs exp(cosine / temperature); without it {Usual.Knn.Temperature}"
        )
    );
    private readonly Option<IReadOnlyList<long>> shots = Values.Counts(
        ShotsOption,
        "number",
        "10",
        "Probes with so many labels of each class, several numbers separated by commas; without it 10"
    );
    private readonly Option<IReadOnlyList<double>> shares = Values.Shares(
        SharesOption,
        "0.01,0.1",
        "Probes with these shares of the labels; without it 0.01,0.1"
    );
    private readonly Option<int?> draws = Values.Whole(
        "--draws",
        1,
        FormattableString.Invariant($"Draws of few labels, whose mean is shown; without it {Usual.Draws}")
    );
    private readonly Option<bool> fineTune = new(FineTuneOption)
    {
        Description = "Fine-tune the encoder too, with all labels and with N of each class",
    };
    private readonly Option<int?> fineTuneEpochs = Values.Whole(
        "--fine-tune-epochs",
        1,
        FormattableString.Invariant($"Passes over the labels when fine-tuning; without it {UsualTuning.Epochs}")
    );
    private readonly Option<long?> drawSeed = Values.Long(
        "--draw-seed",
        0,
        FormattableString.Invariant($"From which the draws of labels follow; without it {Usual.Seed}")
    );
    private readonly Option<string?> json = Values.Text(JsonOption, "FILE", "Write all scores to a file too");
    private readonly Option<bool> overwrite = OutputFile.OverwriteSwitch(JsonOption);

    internal const string Name = "evaluate";
    internal const string ShotsOption = "--shots";
    internal const string SharesOption = "--shares";
    internal const string FineTuneOption = "--fine-tune";

    /// <param name="common">Images, limit, device and threads, as other verbs have them.</param>
    /// <param name="read">Reads those.</param>
    /// <param name="plain">Lines instead of a bar.</param>
    /// <param name="act">Does it.</param>
    internal Command Command(
        IEnumerable<Option> common,
        Func<ParseResult, Overrides> read,
        Option<bool> plain,
        Func<EvaluateRequest, int> act
    )
    {
        var command = new Command(
            Name,
            "Scores the encoders of runs on test images: nearest neighbors, linear probes, few labels, fine-tuning"
        )
        {
            runs,
            neighbors,
            temperature,
            shots,
            shares,
            draws,
            fineTune,
            fineTuneEpochs,
            drawSeed,
            json,
            overwrite,
        };
        foreach (var option in common)
        {
            command.Add(option);
        }

        command.Add(plain);
        command.SetAction(parsed =>
            act(
                new EvaluateRequest(
                    parsed.GetRequiredValue(runs),
                    read(parsed),
                    Options(parsed),
                    OutputFile.Named(parsed, json, overwrite),
                    parsed.GetValue(plain)
                )
            )
        );
        return command;
    }

    private EvaluationOptions Options(ParseResult parsed)
    {
        if (parsed.GetValue(fineTuneEpochs) is not null && !parsed.GetValue(fineTune))
        {
            throw new InputException($"{fineTuneEpochs.Name} is given without {FineTuneOption}.");
        }

        return Usual with
        {
            Knn = new KnnProtocol(
                parsed.GetValue(neighbors) ?? Usual.Knn.K,
                parsed.GetValue(temperature) ?? Usual.Knn.Temperature
            ),
            Shots = parsed.GetValue(shots) is { } counts ? [.. counts.Select(count => (int)count)] : Usual.Shots,
            Shares = parsed.GetValue(shares) ?? Usual.Shares,
            Draws = parsed.GetValue(draws) ?? Usual.Draws,
            FineTuning = parsed.GetValue(fineTune)
                ? UsualTuning with
                {
                    Epochs = parsed.GetValue(fineTuneEpochs) ?? UsualTuning.Epochs,
                }
                : null,
            Seed = parsed.GetValue(drawSeed) ?? Usual.Seed,
        };
    }
}
