using System.CommandLine;
using ContrastiveDsl.Benchmarks;
using FashionMnist;

var rounds = Whole("--rounds", 5, "Turns of each loop");
var steps = Whole("--steps", 12, "Steps of a turn");
var data = new Option<DirectoryInfo>("--data")
{
    Description = "The folder with Fashion-MNIST",
    HelpName = "DIR",
    DefaultValueFactory = _ => new DirectoryInfo(ClothesImages.Default.Folder),
};
var peer = new Option<FileInfo>("--peer")
{
    Description =
        "A Python script that trains the same experiment (--data DIR --steps N --threads N), prints a JSON line with images_per_second"
        + " and takes a turn in every round; PYTHON names the interpreter, python3 otherwise",
    HelpName = "FILE",
};
var loading = new Option<bool>("--loading")
{
    Description = "Measure decoding and loading of a folder of photos instead, and how long training waits for them",
};
var precision = new Option<bool>("--precision") { Description = "Compare bfloat16 with float32 instead, whole loops" };
var microBatches = new Option<bool>("--micro-batches")
{
    Description = "Measure the peak memory of a batch of 8,192 in micro-batches instead, beside that of a batch of 256",
};
var split = new Option<bool>("--where")
{
    Description =
        "Measure which statements of the emitted loop take a step's time, and how much of it operators of libtorch take",
};
var cases = new Option<bool>("--cases")
{
    Description =
        "Compare more networks and methods instead, with --peer in three ways: views by a loader of single images, batched, and"
        + " batched with channels last; it must take the options of a plain PyTorch script for Fashion-MNIST"
        + " (--method, --encoder, --stem, --size, --batch, --views, --channels-last)",
};
var threads = Whole("--threads", Environment.ProcessorCount, "Threads of each loop of --cases");
var only = new Option<string>("--only")
{
    Description = "Only those of --cases whose name contains this",
    HelpName = "TEXT",
    DefaultValueFactory = _ => "",
};
var memoryOf = new Option<string>("--memory-of") { Hidden = true };
var processes = new Option<bool>("--processes")
{
    Description = "Measure two processes of one thread against one of two, by each MPI library that is there",
};
var turn = new Option<int>(Turn.Option) { Hidden = true };
var command = new RootCommand(
    "Lets the generated training loop and the same step by hand take turns. Only the ratios of their speeds mean something."
)
{
    rounds,
    steps,
    data,
    peer.AcceptExistingOnly(),
    loading,
    precision,
    cases,
    threads,
    only,
    microBatches,
    split,
    memoryOf,
    processes,
    turn,
};
command.SetAction(parsed =>
{
    try
    {
        return Run(parsed);
    }
    catch (InvalidOperationException exception)
    {
        // A peer or a turn that failed has said why.
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

int Run(ParseResult parsed)
{
    var (turns, length) = (parsed.GetValue(rounds), parsed.GetValue(steps));
    if (parsed.GetValue(loading))
    {
        Loading.Run(length);
    }
    else if (parsed.GetValue(precision))
    {
        Precisions.Run(turns, length);
    }
    else if (parsed.GetValue(microBatches))
    {
        MicroBatches.Run(length);
    }
    else if (parsed.GetValue(split))
    {
        WhereTimeGoes.Run(length);
    }
    else if (parsed.GetValue(memoryOf) is { } measured)
    {
        MicroBatches.Measure(measured, length);
    }
    else if (parsed.GetRequiredValue(data) is { Exists: false } absent)
    {
        Console.Error.WriteLine($"There is no folder '{absent}'. {ClothesImages.Default.Advice}");
        return 2;
    }
    else if (parsed.GetValue(turn) is > 0 and var threadsOfTurn)
    {
        Turn.Take(parsed.GetRequiredValue(data).FullName, length, threadsOfTurn);
    }
    else if (parsed.GetValue(cases))
    {
        Cases.Run(
            parsed.GetRequiredValue(data).FullName,
            turns,
            length,
            parsed.GetValue(threads),
            parsed.GetRequiredValue(only),
            parsed.GetValue(peer)?.FullName
        );
    }
    else if (parsed.GetValue(processes))
    {
        Processes.Run(parsed.GetRequiredValue(data).FullName, turns, length);
    }
    else
    {
        Benchmark.Run(parsed.GetRequiredValue(data).FullName, turns, length, parsed.GetValue(peer)?.FullName);
    }

    return 0;
}

static Option<int> Whole(string name, int usual, string description)
{
    var option = new Option<int>(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
    };
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, out var value) && value >= 1))
        {
            result.AddError($"{name} is '{result.Tokens[0].Value}', but must be a whole number, at least 1.");
        }
    });
    return option;
}
