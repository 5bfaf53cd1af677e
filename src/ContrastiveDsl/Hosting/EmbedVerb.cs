using System.CommandLine;
using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Export;

namespace ContrastiveDsl.Hosting;

/// <summary>The arguments and options of <c>embed</c>.</summary>
/// <param name="device">Where to compute.</param>
/// <param name="threads">Processor threads.</param>
/// <param name="plain">Lines instead of a bar.</param>
internal sealed class EmbedVerb(Option<string?> device, Option<int?> threads, Option<bool> plain)
{
    private readonly Argument<string> run = new("RUN") { Description = "The folder of the run" };
    private readonly Argument<string> images = new("FOLDER") { Description = "The folder that holds the images" };
    private readonly Option<string> output = new(Verbs.OutputOption)
    {
        Description = $"The file of embeddings, laid out as its ending says: {EmbeddingFile.Endings}",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<ExportedPart?> part = ExportVerb.Part("Whose output; without it the encoder's");
    private readonly Option<bool> unit = new("--unit") { Description = "Embeddings of length 1" };
    private readonly Option<bool> overwrite = OutputFile.OverwriteSwitch();
    private readonly Option<bool> strict = new(Verbs.StrictDataOption)
    {
        Description = "Fail at an image that cannot be read, instead of leaving it out",
    };

    internal Command Command(Func<EmbedRequest, int> act)
    {
        var command = new Command("embed", "Writes an embedding for each image of a folder, by the encoder of a run")
        {
            run,
            images,
            output,
            part,
            unit,
            strict,
            overwrite,
            device,
            threads,
            plain,
        };
        command.SetAction(parsed =>
            act(
                new EmbedRequest(
                    parsed.GetRequiredValue(run),
                    parsed.GetRequiredValue(images),
                    OutputFile.Required(parsed, output, overwrite),
                    parsed.GetValue(part) ?? ExportedPart.Encoder,
                    parsed.GetValue(unit),
                    parsed.GetValue(strict),
                    new ComputeRequest(parsed.GetValue(device), parsed.GetValue(threads), parsed.GetValue(plain))
                )
            )
        );
        return command;
    }
}
