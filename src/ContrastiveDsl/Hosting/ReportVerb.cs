using System.CommandLine;

namespace ContrastiveDsl.Hosting;

/// <summary>The arguments and options of <c>report</c>.</summary>
/// <param name="device">Where to compute.</param>
/// <param name="threads">Processor threads.</param>
/// <param name="plain">Lines instead of a bar.</param>
internal sealed class ReportVerb(Option<string?> device, Option<int?> threads, Option<bool> plain)
{
    private const int UsualImages = 1000;

    /// <summary>The map takes time and memory with the square of their number: here minutes and 0.4 GB.</summary>
    private const int MostImages = 10_000;
    private readonly Argument<string[]> runs = new("RUN")
    {
        Description = "The folders of the runs; several are shown in the same figures",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> output = Values.Text(
        Verbs.OutputOption,
        "FILE",
        $"The page; without it {ReportCommand.FileName} in the folder of the first run"
    );
    private readonly Option<bool> overwrite = OutputFile.OverwriteSwitch();
    private readonly Option<string?> data = Values.Text(
        Verbs.DataOption,
        "DIR",
        "Where the images are, should they have moved"
    );
    private readonly Option<int?> images = Values.Whole(
        "--images",
        1,
        FormattableString.Invariant(
            $"Images on the map of embeddings and in the confusion, at most {MostImages}; without it {UsualImages}. Their neighbors are looked for among four times as many"
        ),
        MostImages
    );

    internal Command Command(Func<ReportRequest, int> act)
    {
        var command = new Command(
            "report",
            "Writes a page about runs that needs nothing but itself: curves, views, a map of the embeddings, neighbors"
        )
        {
            runs,
            output,
            overwrite,
            data,
            images,
            device,
            threads,
            plain,
        };
        command.SetAction(parsed =>
            act(
                new ReportRequest(
                    parsed.GetRequiredValue(runs),
                    OutputFile.Named(parsed, output, overwrite),
                    parsed.GetValue(data),
                    parsed.GetValue(images) ?? UsualImages,
                    new ComputeRequest(parsed.GetValue(device), parsed.GetValue(threads), parsed.GetValue(plain))
                )
            )
        );
        return command;
    }
}
