using System.CommandLine;
using System.CommandLine.Help;
using ContrastiveDsl.Records;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The verbs with their arguments and options.</summary>
internal sealed class Verbs(
    IReadOnlyList<ExperimentDefinition> experiments,
    Terminal terminal,
    DefaultData? defaultData
)
{
    internal const string TrainVerb = "train";
    internal const string NeighborsVerb = "neighbors";
    internal const string DataOption = "--data";
    internal const string LabelsOption = "--labels";
    internal const string TestShareOption = "--test-share";
    internal const string StoreOption = "--store";
    internal const string StrictDataOption = "--strict-data";
    internal const string EpochsOption = "--epochs";
    internal const string BatchSizeOption = "--batch-size";
    internal const string SeedOption = "--seed";
    internal const string LimitOption = "--limit";
    internal const string DeviceOption = "--device";
    internal const string ThreadsOption = "--threads";

    /// <summary>More would be made for minutes before the first step.</summary>
    private const int MostThreads = 1024;
    internal const string OutputOption = "--out";
    internal const string FromOption = "--from";
    internal const string ScoreShareOption = "--score-share";
    internal const string ResumeOption = "--resume";
    internal const string AllowChangedOption = "--allow-changed";
    internal const string CheckpointStepsOption = "--checkpoint-steps";
    internal const string CheckpointMinutesOption = "--checkpoint-minutes";
    internal const string KeepCheckpointsOption = "--keep-checkpoints";
    internal const string StopOnCollapseOption = "--stop-on-collapse";
    internal const string PlainOption = "--plain";
    internal const string NoReportOption = "--no-report";
    internal const string TensorBoardOption = "--tensorboard";
    internal const string InputEndOption = "--stop-with-input";

    private const string UsualThreads = "OMP_NUM_THREADS, else one for each physical core";
    private static readonly long[] UsualSeeds = [1, 2, 3];
    private readonly Option<string?> data = Values.Text(
        DataOption,
        "DIR",
        "The images: a folder of image files, of IDX files or of CIFAR, or a .npy file; without it those of the run, where one is named"
            + (defaultData is null ? "" : $", else {defaultData.Folder}")
    );

    private readonly Option<string?> labels = Values.Text(
        LabelsOption,
        "folders|FILE",
        "Where labels come from: folders takes sub-folders as classes; or a .csv file of path,label, or a .npy file"
    );

    private readonly Option<double?> testShare = Values.Share(
        TestShareOption,
        "Set this share of the images aside for tests, where the data has no test images"
    );

    private readonly Option<string?> store = Values.Text(
        StoreOption,
        "DIR|none",
        "Where decoded images are kept; without it in the user's cache; none decodes in every epoch"
    );

    private readonly Option<bool> strictData = new(StrictDataOption)
    {
        Description = "Refuse a folder in which a file cannot be read as an image, instead of leaving that out",
    };

    private readonly Option<int?> epochs = Values.Whole(
        EpochsOption,
        1,
        "Passes over the training images; without it as declared, or as the run began"
    );
    private readonly Option<int?> batchSize = Values.Whole(
        BatchSizeOption,
        2,
        "Images of a step; without it as declared, or as the run began"
    );
    private readonly Option<long?> seed = Values.Long(
        SeedOption,
        0,
        "The number from which all chance of the run follows; without it as declared, or as the run began"
    );
    private readonly Option<int?> limit = Values.Whole(
        LimitOption,
        2,
        "Use N training images only: of a folder of image files at even distances, of other data the first"
    );
    private readonly Option<string?> device = Values.Text(
        DeviceOption,
        "DEVICE",
        "Where to compute: cpu, cuda or cuda:N; without it that of the run, where one is named, else cpu"
    );
    private readonly Option<int?> threads = Values.Whole(
        ThreadsOption,
        1,
        $"Processor threads; without it those of the run, else {UsualThreads}",
        MostThreads
    );

    /// <summary>That of verbs which ask an encoder and keep to nothing that its run did.</summary>
    private readonly Option<int?> ownThreads = Values.Whole(
        ThreadsOption,
        1,
        $"Processor threads; without it {UsualThreads}",
        MostThreads
    );
    private readonly Option<string?> output = Values.Text(
        OutputOption,
        "DIR",
        "The folder of the run; without it runs/NAME-yyyyMMdd-HHmmss"
    );
    private readonly Option<string?> from = Values.Text(
        FromOption,
        "FILE|RUN",
        "Start the encoder with the weights of a safetensors file or of another run"
    );

    private readonly Option<double?> scoreShare = Values.Fraction(
        ScoreShareOption,
        "The share of the time that scores may take while it trains; without it 0.02; 0 for none, 1 for after every epoch"
    );

    private readonly Option<string?> resume = Values.Text(
        ResumeOption,
        "RUN",
        "Go on with the run in this folder, as it was begun: with its settings, without NAME"
    );
    private readonly Option<IReadOnlyList<string>> allowChanged = Values.Some(
        AllowChangedOption,
        ResumedRun.Allowable,
        "With --resume: go on although this is not as it was; the bits then differ"
    );
    private readonly Option<int?> checkpointSteps = Values.Whole(
        CheckpointStepsOption,
        1,
        "Save a checkpoint every N steps, besides each epoch's"
    );
    private readonly Option<double?> checkpointMinutes = Values.Minutes(
        CheckpointMinutesOption,
        "Save a checkpoint every M minutes, besides each epoch's; without it every 10, 0 for none"
    );
    private readonly Option<int?> keepCheckpoints = Values.Whole(
        KeepCheckpointsOption,
        0,
        "How many of the latest checkpoints stay, besides the best one; without it 3, 0 for all"
    );
    private readonly Option<bool> stopOnCollapse = new(StopOnCollapseOption)
    {
        Description = "Save and stop with a failure when the embeddings collapse, instead of a warning alone",
    };
    private readonly Option<bool> plain = new(PlainOption) { Description = "Plain lines instead of a live bar" };

    private readonly Option<bool> noReport = new(NoReportOption)
    {
        Description = $"Write no page about the run at its end; with {ResumeOption} to be given again",
    };

    private readonly Option<bool> tensorBoard = new(TensorBoardOption)
    {
        Description = $"Record the run for TensorBoard too, in its folder under {TensorBoardProgress.FolderName}",
    };

    private readonly Option<bool> inputEnd = new(InputEndOption)
    {
        Description = "Stop when standard input ends",
        Hidden = true,
    };
    private readonly Option<IReadOnlyList<long>> seeds = Values.Seeds(
        "--seeds",
        "The seeds, separated by commas; without it 1,2,3"
    );
    private readonly Option<string?> results = Values.Text(
        "--results",
        "FILE",
        "Where finished runs are noted; without it runs/compare/results.tsv. Their folders lie beside it, in runs/"
    );

    private readonly Option<bool> table = new("--table")
    {
        Description = "Show the table of what is there, and train nothing",
    };

    private readonly Option<bool> fineTune = new(EvaluateVerb.FineTuneOption)
    {
        Description = "Fine-tune the encoders too",
    };

    /// <summary>How a comparison trains; replaced by tests.</summary>
    internal Trainer Trainer { get; init; } = TrainProcess.Run;

    internal RootCommand Root()
    {
        var root = new RootCommand("Trains encoders without labels, as the experiments of this program declare.")
        {
            List(),
            Describe(),
            Train(),
            Compare(),
            Embed(),
            Neighbors(),
            Evaluate(),
            Report(),
            ExportVerb.Create(experiments, terminal),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!, hasData: defaultData is not null);
        return root;
    }

    private Command List()
    {
        var command = new Command("list", "Lists the experiments");
        command.SetAction(_ =>
        {
            ListView.Show(terminal.Output, experiments);
            return ExitCodes.Success;
        });
        return command;
    }

    private Command Describe()
    {
        var name = new Argument<string>("NAME") { Description = "The experiment" };
        var command = new Command(
            "describe",
            "Shows shapes, parameters, steps and settings of an experiment before anything runs"
        )
        {
            name,
            data,
            labels,
            testShare,
            epochs,
            batchSize,
            limit,
        };
        command.SetAction(parsed =>
            new DescribeCommand(experiments, terminal, defaultData).Run(
                parsed.GetRequiredValue(name),
                ReadOverrides(parsed)
            )
        );
        return command;
    }

    private Command Train()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = $"The experiment; left out with {ResumeOption}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            TrainVerb,
            "Trains an experiment; with labels and test images, compares its encoder with raw pixels and an untrained one"
        )
        {
            name,
            data,
            labels,
            testShare,
            store,
            strictData,
            epochs,
            batchSize,
            seed,
            limit,
            device,
            threads,
            output,
            from,
            scoreShare,
            resume,
            allowChanged,
            checkpointSteps,
            checkpointMinutes,
            keepCheckpoints,
            stopOnCollapse,
            plain,
            noReport,
            tensorBoard,
            inputEnd,
        };
        command.SetAction(parsed =>
            new TrainCommand(experiments, terminal, defaultData).Run(
                new TrainRequest(
                    parsed.GetValue(name),
                    parsed.GetValue(resume),
                    ReadOverrides(parsed),
                    parsed.GetValue(plain),
                    parsed.GetValue(inputEnd),
                    !parsed.GetValue(noReport),
                    parsed.GetValue(tensorBoard)
                )
                {
                    AllowChanged = parsed.GetValue(allowChanged) ?? [],
                }
            )
        );
        return command;
    }

    private Command Compare()
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "The experiments; without one all of them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "compare",
            "Trains experiments with several seeds, probes their encoders and tabulates what they have gained; started again, it goes on"
        )
        {
            names,
            seeds,
            results,
            table,
            fineTune,
            data,
            labels,
            testShare,
            store,
            strictData,
            epochs,
            batchSize,
            limit,
            device,
            threads,
            plain,
        };
        command.SetAction(parsed =>
        {
            using var compare = new CompareCommand(experiments, terminal, defaultData, Trainer);
            return compare.Run(
                new CompareRequest(
                    parsed.GetValue(names) ?? [],
                    parsed.GetValue(seeds) ?? UsualSeeds,
                    parsed.GetValue(results),
                    parsed.GetValue(table),
                    ReadOverrides(parsed),
                    parsed.GetValue(fineTune),
                    parsed.GetValue(plain)
                )
            );
        });
        return command;
    }

    private Command Embed() =>
        new EmbedVerb(device, ownThreads, plain).Command(request =>
            new EmbedCommand(experiments, terminal).Run(request)
        );

    private Command Neighbors() =>
        new NeighborsVerb(device, ownThreads, plain).Command(request =>
            new NeighborsCommand(experiments, terminal).Run(request)
        );

    private Command Evaluate() =>
        new EvaluateVerb().Command(
            [data, labels, testShare, store, strictData, limit, device, threads],
            ReadOverrides,
            plain,
            request => new EvaluateCommand(experiments, terminal, defaultData).Run(request)
        );

    private Command Report() =>
        new ReportVerb(device, ownThreads, plain).Command(request =>
            new ReportCommand(experiments, terminal).Run(request)
        );

    private Overrides ReadOverrides(ParseResult parsed) =>
        new()
        {
            Data = parsed.GetValue(data),
            Labels = parsed.GetValue(labels),
            TestShare = parsed.GetValue(testShare),
            Store = parsed.GetValue(store),
            StrictData = parsed.GetValue(strictData) ? true : null,
            Epochs = parsed.GetValue(epochs),
            BatchSize = parsed.GetValue(batchSize),
            Seed = parsed.GetValue(seed),
            Limit = parsed.GetValue(limit),
            Device = parsed.GetValue(device),
            Threads = parsed.GetValue(threads),
            Output = parsed.GetValue(output),
            From = parsed.GetValue(from),
            ScoreShare = parsed.GetValue(scoreShare),
            CheckpointSteps = parsed.GetValue(checkpointSteps),
            CheckpointMinutes = parsed.GetValue(checkpointMinutes),
            KeepCheckpoints = parsed.GetValue(keepCheckpoints),
            StopOnCollapse = parsed.GetValue(stopOnCollapse) ? true : null,
        };
}
