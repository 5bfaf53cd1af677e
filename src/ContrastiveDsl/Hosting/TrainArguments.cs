using System.Globalization;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The words by which a process of this program is told to train, and to stop when its standard input ends; and to
/// evaluate what it has trained; and those of a command that is shown to people.
/// </summary>
internal static class TrainArguments
{
    /// <summary>A new run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its folder, which must not exist.</param>
    /// <param name="given">Where the images are and what to compute with.</param>
    /// <param name="plain">Whether to write a line for each epoch even on a terminal.</param>
    internal static IReadOnlyList<string> New(ComparedRun run, string folder, Overrides given, bool plain) =>
        [
            Verbs.TrainVerb,
            run.Experiment,
            .. Option(Verbs.SeedOption, run.Seed),
            .. Option(Verbs.EpochsOption, run.Epochs),
            .. Option(Verbs.BatchSizeOption, run.BatchSize),
            .. Option(Verbs.LimitOption, run.Limit),
            .. Option(Verbs.DeviceOption, given.Device),
            .. Option(Verbs.ThreadsOption, given.Threads),
            .. Option(Verbs.OutputOption, folder),
            .. Images(given),
            .. Common(given, plain),
        ];

    /// <summary>A new run that begins with the encoder of another, on its images and with its batches.</summary>
    /// <param name="model">The experiment as it is declared.</param>
    /// <param name="begun">The other run.</param>
    /// <param name="seed">The seed; null for the declared one.</param>
    internal static IReadOnlyList<string> From(ExperimentModel model, RunSettings begun, long? seed) =>
        [
            Verbs.TrainVerb,
            model.Type.Name,
            .. Option(Verbs.FromOption, begun.Output),
            .. Option(Verbs.DataOption, begun.Data),
            .. begun.Device == DeviceName.Cpu ? [] : Option(Verbs.DeviceOption, begun.Device),
            .. Images(
                new Overrides
                {
                    Labels = begun.Labels,
                    TestShare = begun.TestShare > 0 ? begun.TestShare : null,
                    Store = begun.Store,
                    StrictData = begun.StrictData,
                }
            ),
            .. Option(Verbs.LimitOption, begun.Limit),
            .. begun.BatchSize == model.Training.BatchSize ? [] : Option(Verbs.BatchSizeOption, begun.BatchSize),
            .. Option(Verbs.SeedOption, seed),
        ];

    /// <summary>A run that goes on from its checkpoint, and knows its other settings.</summary>
    internal static IReadOnlyList<string> Resume(string folder, Overrides given, bool plain) =>
        [Verbs.TrainVerb, .. Option(Verbs.ResumeOption, folder), .. Common(given, plain)];

    /// <summary>The evaluation of a trained run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="given">Where the images are, which may be elsewhere by now, and what to compute with.</param>
    /// <param name="fineTune">Whether to fine-tune too.</param>
    /// <param name="plain">Whether to write lines even on a terminal.</param>
    internal static IReadOnlyList<string> Evaluate(
        ComparedRun run,
        string folder,
        Overrides given,
        bool fineTune,
        bool plain
    ) =>
        [
            EvaluateVerb.Name,
            folder,
            .. Option(EvaluateVerb.ShotsOption, ProbedScores.Shots),
            .. Option(EvaluateVerb.SharesOption, "none"),
            .. fineTune ? [EvaluateVerb.FineTuneOption] : Array.Empty<string>(),
            .. Option(Verbs.LimitOption, run.Limit),
            .. Option(Verbs.DeviceOption, given.Device),
            .. Option(Verbs.ThreadsOption, given.Threads),
            .. Option(Verbs.DataOption, given.Data),
            .. Images(given),
            .. plain ? [Verbs.PlainOption] : Array.Empty<string>(),
        ];

    /// <summary>How images are opened.</summary>
    private static IEnumerable<string> Images(Overrides given) =>
        [
            .. Option(Verbs.LabelsOption, given.Labels),
            .. Option(Verbs.TestShareOption, given.TestShare),
            .. Option(Verbs.StoreOption, given.Store),
            .. given.StrictData == true ? [Verbs.StrictDataOption] : Array.Empty<string>(),
        ];

    private static IEnumerable<string> Common(Overrides given, bool plain)
    {
        string[] words = [.. Option(Verbs.DataOption, given.Data), Verbs.NoReportOption, Verbs.InputEndOption];
        return plain ? [.. words, Verbs.PlainOption] : words;
    }

    private static string[] Option(string name, IFormattable? value) =>
        Option(name, value?.ToString(null, CultureInfo.InvariantCulture));

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];
}
