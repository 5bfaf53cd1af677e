using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ContrastiveDsl.Hosting;

/// <summary>Shows what a verb takes, and below it how it is called.</summary>
/// <param name="usual">Shows the first.</param>
internal sealed class HelpWithExample(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>A call of each verb, without the program's name.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Examples = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["list"] = "list",
        ["describe"] = "describe NAME --data photos",
        [Verbs.TrainVerb] = "train NAME --data photos --out runs/first",
        ["compare"] = "compare NAME OTHER --seeds 1,2,3 --limit 10000",
        ["embed"] = "embed runs/first photos --out embeddings.npy",
        ["neighbors"] = "neighbors runs/first photos/cat.jpg -k 6 --html neighbors.html",
        [EvaluateVerb.Name] = "evaluate runs/first runs/second --shots 10",
        ["report"] = "report runs/first runs/second --out both.html",
        ["export"] = "export runs/first --out encoder.onnx",
    };

    /// <summary>Whoever asks for help has not forgotten the rest.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (Examples.TryGetValue(parseResult.CommandResult.Command.Name, out var example))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Example:");
            output.WriteLine($"  {RootCommand.ExecutableName} {example}");
            output.WriteLine();
        }

        return exitCode;
    }
}
