using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ContrastiveDsl.Hosting;

/// <summary>Shows what a verb takes, and below it how it is called.</summary>
/// <param name="usual">Shows the first.</param>
/// <param name="hasData">Whether the program knows images to take where none are named.</param>
internal sealed class HelpWithExample(HelpAction usual, bool hasData) : SynchronousCommandLineAction
{
    /// <summary>What stands above the calls.</summary>
    internal const string Head = "Examples, after what starts the program (in a project dotnet run -c Release --):";

    /// <summary>Calls of each verb, as messages have them: what starts the program stands before them.</summary>
    private readonly Dictionary<string, string[]> examples = new(StringComparer.Ordinal)
    {
        ["list"] = ["list"],
        ["describe"] = ["describe NAME --data photos"],
        [Verbs.TrainVerb] = ["train NAME --data photos --out runs/first", "train --resume runs/first"],
        ["compare"] =
        [
            hasData
                ? "compare NAME OTHER --seeds 1,2,3 --limit 10000"
                : "compare NAME OTHER --data photos --labels folders --test-share 0.1",
        ],
        ["embed"] = ["embed runs/first photos --out embeddings.npy"],
        ["neighbors"] = ["neighbors runs/first photos/cat.jpg -k 6 --html neighbors.html"],
        [EvaluateVerb.Name] = ["evaluate runs/first runs/second --shots 10,50 --json scores.json"],
        ["report"] = ["report runs/first runs/second --out both.html"],
        ["export"] = ["export runs/first --out encoder.onnx"],
    };

    /// <summary>Whoever asks for help has not forgotten the rest.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command.Name, out var calls))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(Head);
            foreach (var call in calls)
            {
                output.WriteLine($"  {call}");
            }

            output.WriteLine();
        }

        return exitCode;
    }
}
