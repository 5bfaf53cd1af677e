using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The verb <c>compare</c>: trains experiments with several seeds, probes their encoders and shows what each gains over
/// its untrained encoder. Started again, it goes on.
/// </summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
/// <param name="defaultData">The images where none are named, if any.</param>
/// <param name="train">How a run is trained.</param>
internal sealed class CompareCommand(
    IReadOnlyList<ExperimentDefinition> experiments,
    Terminal terminal,
    DefaultData? defaultData,
    Trainer train
) : IDisposable
{
    private static readonly string UsualResults = Path.Combine("runs", "compare", "results.tsv");
    private readonly ExperimentNames names = new(experiments);
    private readonly CancellationTokenSource stopped = new();
    private readonly CancellationTokenSource ended = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        stopped.Dispose();
        ended.Dispose();
    }

    internal int Run(CompareRequest request)
    {
        var path = request.Results ?? UsualResults;
        var chosen = Choose(request.Names);
        if (request.TableOnly)
        {
            return ShowTable(path, request);
        }

        // Another file is refused before anything is decoded.
        _ = new ResultsFile(path);
        request = Checked(request, chosen);
        var runs = Plan(chosen, request);
        var (held, results) = ResultsFile.Hold(path);
        using (held)
        {
            SayUnknown(path, results, runs.Except(results.Runs(request.FineTune)));
            return TrainAll(runs, results, request);
        }
    }

    /// <summary>Says of results that could be of these runs why they do not count.</summary>
    private void SayUnknown(string path, ResultsFile results, IEnumerable<ComparedRun> runs)
    {
        var unknown = runs.Select(run => run with { Images = null }).ToHashSet();
        if (results.Results.Count(result => unknown.Contains(result.Run)) is > 0 and var count)
        {
            terminal.Output.Tell(
                $"Not counted, as an earlier version noted no images with them: {Say.Plural(count, "result")} of these runs in {path}."
            );
        }
    }

    private int ShowTable(string path, CompareRequest request)
    {
        if (request.Overrides != new Overrides() || request.FineTune)
        {
            throw new InputException("--table trains nothing: with it only names and --results may be given.");
        }

        var wanted = Choose(request.Names).Select(names.Of).ToHashSet(StringComparer.Ordinal);
        var results = new ResultsFile(path)
            .Results.Where(result => request.Names.Count == 0 || wanted.Contains(result.Run.Experiment))
            .ToArray();
        if (results.Length == 0)
        {
            var whose = request.Names.Count == 0 ? "" : $" of '{string.Join("', '", request.Names)}'";
            throw new InputException($"There are no results{whose} in '{path}' yet.");
        }

        ComparisonView.Show(terminal, ComparisonTable.Of(results));
        return ExitCodes.Success;
    }

    private IReadOnlyList<ExperimentDefinition> Choose(IReadOnlyList<string> asked)
    {
        if (asked.Count == 0)
        {
            return experiments.Count > 0
                ? [.. experiments.OrderBy(names.Of, StringComparer.Ordinal)]
                : throw new InputException(ExperimentNames.NoneDeclared);
        }

        ExperimentDefinition[] found = [.. asked.Select(names.Find)];
        return found.GroupBy(names.Of, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new InputException($"'{twice.Key}' is named twice; name each experiment once.")
            : found;
    }

    /// <summary>Seed by seed, so that a comparison that is stopped has compared what it has.</summary>
    private ComparedRun[] Plan(IReadOnlyList<ExperimentDefinition> chosen, CompareRequest request)
    {
        var images = Images(chosen, request);
        return
        [
            .. from seed in request.Seeds
            from definition in chosen
            let settings = request.Overrides.ApplyTo(definition.Defaults)
            select new ComparedRun(
                names.Of(definition),
                seed,
                settings.Epochs,
                settings.Limit,
                settings.BatchSize,
                images[names.Of(definition)]
            ),
        ];
    }

    /// <summary>
    /// The hash of the images of each experiment. Files of a folder are decoded for it, which the trainings find done.
    /// </summary>
    private Dictionary<string, string?> Images(IReadOnlyList<ExperimentDefinition> chosen, CompareRequest request)
    {
        var display = terminal.Display(request.Plain);
        var known = new Dictionary<(int Size, int Channels, RunSettings Opened), string?>();
        return chosen.ToDictionary(
            names.Of,
            definition =>
            {
                var settings = request.Overrides.ApplyTo(definition.Defaults);
                var encoder = definition.Model.Encoder;
                var key = (encoder.ImageSize, encoder.Channels, OpenedBy(settings));
                return known.TryGetValue(key, out var same)
                    ? same
                    : known[key] = FoundImages
                        .Find(settings, definition.Model, display.WatchDecoding)
                        .Summarize()
                        .Identity;
            },
            StringComparer.Ordinal
        );
    }

    /// <summary>What of settings says which images are opened, and how.</summary>
    private static RunSettings OpenedBy(RunSettings settings) =>
        new()
        {
            Data = settings.Data,
            Labels = settings.Labels,
            TestShare = settings.TestShare,
            Store = settings.Store,
            StrictData = settings.StrictData,
            Limit = settings.Limit,
        };

    /// <summary>Refuses before the first run what would make a later one fail, and names the data.</summary>
    private CompareRequest Checked(CompareRequest request, IReadOnlyList<ExperimentDefinition> chosen)
    {
        var data = Path.GetFullPath(DefaultData.Choose(request.Overrides.Data, defaultData));
        DeviceName.Require(request.Overrides.Device ?? DeviceName.Cpu);
        var overrides = request.Overrides with { Data = data };
        var opened = FoundImages.Find(overrides.ApplyTo(chosen[0].Defaults), chosen[0].Model);
        if (opened.LackedByScores is { } lacking)
        {
            throw new InputException(
                $"{Verbs.DataOption}: '{data}' has no {lacking.Lacking}, without which encoders cannot be compared"
                    + (lacking.Options is { } options ? $": give {options}." : ".")
            );
        }

        string[] problems =
        [
            .. chosen
                .SelectMany(
                    definition => Problems(definition, overrides.ApplyTo(definition.Defaults), opened),
                    (definition, problem) => (Name: names.Of(definition), Problem: problem)
                )
                .GroupBy(pair => pair.Problem, pair => pair.Name, StringComparer.Ordinal)
                .Select(same => same.Count() == chosen.Count ? same.Key : $"{string.Join(", ", same)}: {same.Key}"),
        ];
        return problems.Length == 0 ? request with { Overrides = overrides } : throw new InputException(problems);
    }

    private static IEnumerable<string> Problems(
        ExperimentDefinition definition,
        RunSettings settings,
        FoundImages opened
    )
    {
        try
        {
            var model = Overrides.Resolve(definition.Model, settings, opened.ModelFor(definition.Model));
            ImageFit.Require(model, opened.Path);
            // The training itself repeats warnings.
            RuleCheck.Require(model, TextWriter.Null);
            return [];
        }
        catch (InputException exception)
        {
            return exception.Problems;
        }
    }

    private int TrainAll(IReadOnlyList<ComparedRun> runs, ResultsFile results, CompareRequest request)
    {
        var noted = results.Runs(request.FineTune);
        var failed = new List<ComparedRun>();
        using (new StopSignal(stopped.Cancel, ended.Cancel))
        {
            foreach (var run in runs)
            {
                var outcome = noted.Contains(run) ? Outcome.DoneAlready : TrainOne(run, results, request);
                switch (outcome)
                {
                    case Outcome.Stopped:
                        terminal.Output.Tell("Stopped. The same command goes on from here.");
                        return ExitCodes.Interrupted;
                    case Outcome.DoneAlready:
                        terminal.Output.Tell($"{run}: done already");
                        break;
                    case Outcome.Failed:
                        terminal.Output.Tell($"{run}: failed");
                        failed.Add(run);
                        break;
                }
            }
        }

        ComparisonView.Show(terminal, ComparisonTable.Of(results.Results));
        return failed.Count == 0 ? ExitCodes.Success : Failed(failed, runs.Count);
    }

    private int Failed(List<ComparedRun> failed, int runs)
    {
        var which = string.Join("; ", failed);
        terminal.Error.WriteLine(
            $"error: {failed.Count} of {Say.Plural(runs, "run")} failed, for reasons said above: {which}."
        );
        return ExitCodes.Failure;
    }

    private Outcome TrainOne(ComparedRun run, ResultsFile results, CompareRequest request)
    {
        var folder = FolderOf(run, results);
        if (ComparisonResult.Read(run, folder) is null)
        {
            if (stopped.IsCancellationRequested)
            {
                return Outcome.Stopped;
            }

            var code = train(Arguments(run, folder, request), stopped.Token, ended.Token);
            if (code != ExitCodes.Success)
            {
                var isStopped = code == ExitCodes.Interrupted || stopped.IsCancellationRequested;
                return isStopped ? Outcome.Stopped : Outcome.Failed;
            }
        }

        return EvaluateOne(run, folder, request) is { } unfinished ? unfinished : Note(run, folder, results);
    }

    /// <summary>Where a run is: under its usual name, unless a run of other images has that.</summary>
    private static string FolderOf(ComparedRun run, ResultsFile results)
    {
        var usual = Path.Combine(results.RunsFolder, run.FolderName);
        return IsOfOthers(usual, run) ? Path.Combine(results.RunsFolder, run.FolderNameByImages) : usual;
    }

    /// <summary>Whether a folder holds a run of other images, or of images that were not noted.</summary>
    private static bool IsOfOthers(string folder, ComparedRun run)
    {
        if (Checkpoint.Latest(folder) is null)
        {
            // It begins anew, whatever its images were.
            return false;
        }

        try
        {
            return RunFolder.Open(folder).Settings.Images?.Identity != run.Images;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Probes the encoder of a trained run, if that was not done yet; null when it is done.</summary>
    private Outcome? EvaluateOne(ComparedRun run, string folder, CompareRequest request)
    {
        if (ProbedScores.Read(folder) is { } probed && (!request.FineTune || probed.IsFineTuned))
        {
            return null;
        }

        if (stopped.IsCancellationRequested)
        {
            return Outcome.Stopped;
        }

        terminal.Output.Tell($"{run}: evaluating");
        var words = TrainArguments.Evaluate(run, folder, request.Overrides, request.FineTune, request.Plain);
        if (train(words, stopped.Token, ended.Token) == ExitCodes.Success)
        {
            return null;
        }

        return stopped.IsCancellationRequested ? Outcome.Stopped : Outcome.Failed;
    }

    private Outcome Note(ComparedRun run, string folder, ResultsFile results)
    {
        if (IsOfOthers(folder, run))
        {
            terminal.Output.Tell(
                $"{run}: not noted, since the images changed after the comparison had begun; the same command compares those that are there now."
            );
            return Outcome.Failed;
        }

        if (ComparisonResult.Read(run, folder) is not { Probed: not null } result)
        {
            terminal.Output.Tell(
                $"{run}: its scores were not kept in {folder}, for the reason said above. With the images that it was trained on, the same command goes on from here."
            );
            return Outcome.Failed;
        }

        results.Add(result);
        return Outcome.Finished;
    }

    /// <summary>Takes a run up where it stands: at its checkpoint, or at the beginning.</summary>
    /// <exception cref="InputException">A training that a comparison left behind is still at work there.</exception>
    private IReadOnlyList<string> Arguments(ComparedRun run, string folder, CompareRequest request)
    {
        if (!Directory.Exists(folder))
        {
            terminal.Output.Tell($"{run}: into {folder}");
            return TrainArguments.New(run, folder, request.Overrides, request.Plain);
        }

        using var held = RunLock.Of(folder);
        if (Checkpoint.IsAny(folder))
        {
            // Of one that lacks a file the training says so.
            terminal.Output.Tell($"{run}: going on in {folder}");
            return TrainArguments.Resume(folder, request.Overrides, request.Plain);
        }

        terminal.Output.Tell($"{run}: anew in {folder}, where it ended before its first checkpoint");
        Directory.Delete(folder, recursive: true);
        return TrainArguments.New(run, folder, request.Overrides, request.Plain);
    }

    private enum Outcome
    {
        Finished,
        DoneAlready,
        Failed,
        Stopped,
    }
}
