using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What tests of <c>compare</c> have in common: a folder of stripes, and trainings in this process.</summary>
public abstract class Comparison : IDisposable
{
    private protected static readonly ExperimentDefinition[] Experiments =
    [
        StripesExperiment.Definition,
        Definitions.Of(StripesExperiment.Definition.Model with { Type = ModelBuilder.Name("Broken") }),
    ];

    private protected readonly StripesFolder folder = new();
    private protected readonly List<string[]> trained = [];
    private protected Action<string> beforeVerb = _ => { };

    private protected IEnumerable<string[]> Trainings => trained.Where(words => words[0] == "train");

    private protected string Results => Path.Combine(folder.Root, "compared", "results.tsv");

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IReadOnlyList<ComparisonResult> Noted() => new ResultsFile(Results).Results;

    private protected string Folder(ComparedRun run) => Path.Combine(folder.Root, "compared", "runs", run.FolderName);

    /// <summary>The training images and labels as files of NumPy, whose headers have 128 bytes.</summary>
    private protected (string Images, string Labels) WriteArrays()
    {
        var pixels = File.ReadAllBytes(Path.Combine(folder.Data, "train-images-idx3-ubyte"))[16..];
        var classes = File.ReadAllBytes(Path.Combine(folder.Data, "train-labels-idx1-ubyte"))[8..];
        var (images, labels) = (Path.Combine(folder.Root, "images.npy"), Path.Combine(folder.Root, "labels.npy"));
        File.WriteAllBytes(images, NpyBytes.Build("|u1", [classes.Length, 8, 8], pixels));
        File.WriteAllBytes(labels, NpyBytes.Build("|u1", [classes.Length], classes));
        return (images, labels);
    }

    private protected CompareRequest Request(params string[] names) =>
        new(names, [1], Results, TableOnly: false, new Overrides { Data = folder.Data }, FineTune: false, Plain: false);

    /// <summary>Compares with trainings in this process, where a process of its own would give the same.</summary>
    private protected Invocation Compare(params string[] options) =>
        Invocation.With(terminal =>
        {
            var verbs = new Verbs(Experiments, terminal, null)
            {
                Trainer = (arguments, _, _) =>
                {
                    trained.Add([.. arguments]);
                    beforeVerb(arguments[0]);
                    // The test host's own input would end at once.
                    var words = arguments.Where(word => word != Verbs.InputEndOption);
                    return CommandLine.Run([.. words], Experiments, terminal);
                },
            };
            string[] data = options.Contains("--data") ? [] : ["--data", folder.Data];
            string[] common = ["--results", Results, .. data, "--limit", "128", "--threads", "1"];
            return CommandLine.Run(["compare", .. options, .. common], verbs, terminal);
        });
}
