using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// What differs between a run as it began and as it would go on. It goes on as it began, to the bit, or with a
/// difference that was allowed by name.
/// </summary>
/// <param name="begun">The run as its folder has it.</param>
/// <param name="asked">What the command line asks for.</param>
/// <param name="model">The declaration as it is now.</param>
internal sealed class ResumedRun(RunRecord begun, Overrides asked, ExperimentModel model)
{
    /// <summary>What <c>--allow-changed</c> may name.</summary>
    internal static readonly IReadOnlyList<string> Allowable =
    [
        RunFingerprint.Threads,
        RunFingerprint.Device,
        RunFingerprint.Versions,
    ];

    private const string Epochs = "epochs";
    private const string DeclaredEpochs = nameof(ExperimentModel.Training) + "." + nameof(TrainingModel.Epochs);
    private const int LinesOfADeclaration = 12;

    private readonly LongerRun? longer = asked.Epochs > begun.Settings.Epochs ? LongerRun.Of(begun, model) : null;

    /// <summary>The run as it goes on.</summary>
    /// <param name="allowed">Words of <see cref="Allowable"/>.</param>
    /// <param name="warnings">Where to say what is allowed to differ.</param>
    /// <exception cref="InputException">Something differs that must not, or was not allowed to.</exception>
    internal RunRecord GoingOn(IReadOnlyList<string> allowed, TextWriter warnings)
    {
        var settings = Changed();
        var now = RunFingerprint.Of(settings, model);
        RunChange[] changes = [.. SettingsChanges(settings), .. begun.Fingerprint.ChangesTo(now)];
        var refused = changes.Where(change => !IsAllowed(change, settings, allowed)).ToArray();
        if (refused.Length > 0)
        {
            throw new InputException([
                $"'{begun.Settings.Output}' would not go on as it began:",
                .. refused.GroupBy(change => change.Name, StringComparer.Ordinal).SelectMany(Refusal),
            ]);
        }

        foreach (var change in changes.Where(change => Allowable.Contains(change.Name, StringComparer.Ordinal)))
        {
            warnings.WriteLine(
                $"warning: {Line(change)}. From here on the bits differ from those of a run without the change."
            );
        }

        return begun with
        {
            Settings = settings,
            Fingerprint = now,
            Changes = [.. begun.Changes, .. changes],
            GoesOnFrom = longer?.From,
        };
    }

    /// <summary>The settings as asked for; those that only say where things are, and when to save, may be.</summary>
    private RunSettings Changed() => WithLabels(asked.ApplyTo(begun.Settings) with { Output = begun.Settings.Output });

    /// <summary>A file of labels that was among the images has moved with them.</summary>
    private RunSettings WithLabels(RunSettings now)
    {
        if (
            begun.Settings is not { Data: { } before, Labels: { } labels and not DataOptions.FolderLabels }
            || asked is not { Data: not null, Labels: null }
            || now.Data is not { } data
            || File.Exists(labels)
        )
        {
            return now;
        }

        var within = Path.GetRelativePath(before, labels);
        return
            !Path.IsPathRooted(within)
            && !within.StartsWith("..", StringComparison.Ordinal)
            && Path.Combine(data, within) is var moved
            && File.Exists(moved)
            ? now with
            {
                Labels = moved,
            }
            : now;
    }

    private IEnumerable<RunChange> SettingsChanges(RunSettings now)
    {
        var then = begun.Settings;
        return new[]
        {
            Setting(Epochs, then.Epochs, now.Epochs),
            Setting("batch-size", then.BatchSize, now.BatchSize),
            Setting("seed", then.Seed, now.Seed),
            Setting("limit", then.Limit, now.Limit),
            Setting(RunFingerprint.Threads, then.Threads, now.Threads),
            Setting(RunFingerprint.Device, then.Device, now.Device),
            Setting("from", then.From, now.From),
            Setting("labels", then.Labels, HasLabelsElsewhere(then, now) ? then.Labels : now.Labels),
            Setting("test-share", then.TestShare, now.TestShare),
            Setting("strict-data", then.StrictData, now.StrictData),
            Setting("out", then.Output, asked.Output ?? then.Output),
        }.Where(change => change.Then != change.Now);
    }

    /// <summary>Whether they are the same labels the fingerprint of the images tells, once those are read.</summary>
    private static bool HasLabelsElsewhere(RunSettings then, RunSettings now) =>
        then is { Labels: not null, Images: not null } && now.Labels is not null;

    private static RunChange Setting(string name, object? then, object? now) =>
        new(name, name, Value(then), Value(now));

    private static string Value(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "none";

    private bool IsAllowed(RunChange change, RunSettings now, IReadOnlyList<string> allowed) =>
        change switch
        {
            { Name: Epochs } => longer is { Obstacle: null },
            // Declared as it runs by now, or as it is asked to: the run has its epochs from its settings.
            { Name: RunFingerprint.Declared, What: DeclaredEpochs } => change.Now == Value(now.Epochs),
            _ => allowed.Contains(change.Name, StringComparer.Ordinal),
        };

    private IEnumerable<string> Refusal(IGrouping<string, RunChange> same)
    {
        var lines = same.Take(LinesOfADeclaration).Select(change => "  " + Line(change));
        var more = same.Skip(LinesOfADeclaration).Count();
        return [.. lines, .. more > 0 ? [$"  and {more} more"] : Array.Empty<string>(), "  " + Advice(same.Key)];
    }

    private static string Line(RunChange change) =>
        (change.Name == change.What ? "" : change.Name + ": ") + $"{change.What}: {change.Then} then, {change.Now} now";

    private string Advice(string name) =>
        name switch
        {
            _ when Allowable.Contains(name, StringComparer.Ordinal) =>
                $"To go on all the same, with other bits than without the change: {Verbs.AllowChangedOption} {name}",
            Epochs when longer?.Obstacle is { } obstacle =>
                $"{obstacle}. To train on with the weights and a new schedule: {FromHere()} {Verbs.EpochsOption} N. ({Extendable})",
            Epochs =>
                $"A run may go on for more epochs, not for fewer: leave {Verbs.EpochsOption} out, and stop it where you like.",
            RunFingerprint.Declared =>
                $"Declare it as it was; or train a new run, with the weights if they fit: {FromHere()}",
            "out" => "A run stays in its folder, which may be moved.",
            _ => $"Leave it out, and it stays; or train a new run, with the weights if you like: {FromHere()}",
        };

    /// <summary>How a run is declared that can be made longer.</summary>
    private string Extendable =>
        $"A run goes on for more epochs by {Verbs.ResumeOption} if, before it began, its rate was declared to be constant up to its last n epochs: [{Words.Of<CosineScheduleAttribute>()}({nameof(CosineScheduleAttribute.WarmupEpochs)} = w, {nameof(CosineScheduleAttribute.DecayEpochs)} = n)], to fall in steps: [{Words.Of<StepScheduleAttribute>()}(…)], or to stay: no schedule{(model.Momentum is null ? "" : $"; and with [{Words.Of<MomentumEncoderAttribute>()}({nameof(MomentumEncoderAttribute.Schedule)} = {nameof(MomentumSchedule)}.{nameof(MomentumSchedule.Constant)})]")}.";

    /// <summary>
    /// A command that runs as it stands, with what was asked for, and tests on images that the encoder has not seen.
    /// </summary>
    private string FromHere() =>
        string.Join(' ', TrainArguments.From(model, Changed(), asked.Seed).Select(ShellWord.Of));
}
