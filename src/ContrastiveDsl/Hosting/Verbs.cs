using System.CommandLine;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The verbs with their arguments and options.</summary>
internal sealed class Verbs(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
{
    private readonly Option<string?> data = Values.Text("--data", "DIR", "The folder that holds the images");
    private readonly Option<int?> epochs = Values.Whole("--epochs", 1, "Passes over the training images");
    private readonly Option<int?> batchSize = Values.Whole("--batch-size", 2, "Images of a step; each gives two views");
    private readonly Option<long?> seed = Values.Long("--seed", 0, "The number from which all chance of the run follows");
    private readonly Option<int?> limit = Values.Whole("--limit", 2, "Use the first N training images only");
    private readonly Option<string?> device = Values.Text("--device", "DEVICE", "Where to compute: cpu, cuda or cuda:N");
    private readonly Option<int?> threads = Values.Whole("--threads", 1, "Processor threads; without it one for each core");
    private readonly Option<string?> output = Values.Text("--out", "DIR", "The folder of the run; without it runs/NAME-yyyyMMdd-HHmmss");
    private readonly Option<string?> resume = Values.Text("--resume", "RUN", "Go on with the run in this folder");
    private readonly Option<bool> plain = new("--plain") { Description = "A line for each epoch instead of a live bar" };

    internal RootCommand Root() => new("Trains encoders without labels, as the experiments of this program declare.")
    {
        List(),
        Describe(),
        Train(),
    };

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
        var command = new Command("describe", "Shows shapes, parameters, steps and settings of an experiment before anything runs")
        {
            name, data, epochs, batchSize, limit,
        };
        command.SetAction(parsed => new DescribeCommand(experiments, terminal).Run(parsed.GetRequiredValue(name), ReadOverrides(parsed)));
        return command;
    }

    private Command Train()
    {
        var name = new Argument<string?>("NAME") { Description = "The experiment", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("train", "Trains an experiment and compares its encoder with raw pixels and an untrained encoder")
        {
            name, data, epochs, batchSize, seed, limit, device, threads, output, resume, plain,
        };
        command.SetAction(parsed => new TrainCommand(experiments, terminal).Run(
            new TrainRequest(parsed.GetValue(name), parsed.GetValue(resume), ReadOverrides(parsed), parsed.GetValue(plain))));
        return command;
    }

    private Overrides ReadOverrides(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(data),
        Epochs = parsed.GetValue(epochs),
        BatchSize = parsed.GetValue(batchSize),
        Seed = parsed.GetValue(seed),
        Limit = parsed.GetValue(limit),
        Device = parsed.GetValue(device),
        Threads = parsed.GetValue(threads),
        Output = parsed.GetValue(output),
    };
}
