using System.CommandLine;

namespace ContrastiveDsl.Hosting;

/// <summary>The arguments and options of <c>neighbors</c>.</summary>
/// <param name="device">Where to compute.</param>
/// <param name="threads">Processor threads.</param>
/// <param name="plain">Lines instead of a bar.</param>
internal sealed class NeighborsVerb(Option<string?> device, Option<int?> threads, Option<bool> plain)
{
    private const int UsualCount = 10;
    private const string PageOption = "--html";
    private readonly Argument<string> run = new("RUN") { Description = "The folder of the run" };
    private readonly Argument<string[]> images = new("IMAGE")
    {
        Description = "The images whose neighbors are wanted: files, or names of images among which to look",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> among = Values.Text(
        "--among",
        "FOLDER",
        "The images among which to look; without it all of the data that the run was trained on"
    );
    private readonly Option<int?> count = Values.Whole(
        "-k",
        1,
        FormattableString.Invariant($"Neighbors of each image; without it {UsualCount}")
    );
    private readonly Option<string?> page = Values.Text(PageOption, "FILE", "Write a page of thumbnails too");
    private readonly Option<bool> overwrite = OutputFile.OverwriteSwitch(PageOption);

    internal Command Command(Func<NeighborsRequest, int> act)
    {
        var command = new Command(
            Verbs.NeighborsVerb,
            "Shows the images most similar to given ones, by the encoder of a run"
        )
        {
            run,
            images,
            among,
            count,
            page,
            overwrite,
            device,
            threads,
            plain,
        };
        command.SetAction(parsed =>
            act(
                new NeighborsRequest(
                    parsed.GetRequiredValue(run),
                    parsed.GetRequiredValue(images),
                    parsed.GetValue(among),
                    parsed.GetValue(count) ?? UsualCount,
                    OutputFile.Named(parsed, page, overwrite),
                    new ComputeRequest(parsed.GetValue(device), parsed.GetValue(threads), parsed.GetValue(plain))
                )
            )
        );
        return command;
    }
}
