using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Images;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>embed</c>: a row of numbers for each image, by the encoder of a run.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class EmbedCommand(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
{
    /// <summary>Listens for the user's wish to stop; replaced by tests, which cannot press Ctrl-C.</summary>
    internal Func<Action, IDisposable> ListenForStop { get; init; } = StoppableWork.Listen;

    internal int Run(EmbedRequest request)
    {
        RequireOutput(request);
        using var encoder = new TrainedRuns(experiments, terminal.Error).Open(
            request.Run,
            request.Computing.Device,
            request.Part,
            request.IsUnit
        );
        var threads = request.Computing.Threads ?? Threads.Available;
        using var images = ImageSequences.Open(request.Images, encoder, threads);
        var embedder = new Embedder(encoder, images, threads);
        request.Output.CreateFolder();
        if (!StoppableWork.Do(ListenForStop, stopping => Write(request, encoder, images, embedder, stopping)))
        {
            terminal.Output.Tell($"Stopped. {request.Output.Path} was not written.");
            return ExitCodes.Interrupted;
        }

        Tell(request, encoder, Broken(images, embedder), images.Count - embedder.Broken.Count);
        return ExitCodes.Success;
    }

    /// <summary>Writes the file, or leaves nothing of it where the user stops that.</summary>
    private void Write(
        EmbedRequest request,
        RunEncoder encoder,
        IImageSequence images,
        Embedder embedder,
        CancellationToken stopping
    ) =>
        terminal
            .Display(request.Computing.Plain)
            .WatchWork("embedding", report =>
                EmbeddingFile.Write(
                    request.Output.Path,
                    encoder.Size,
                    images.Count,
                    Checked(
                        embedder.Run([.. Enumerable.Range(0, images.Count)], report, stopping),
                        () => Broken(images, embedder),
                        request
                    )
                )
            );

    private static void RequireOutput(EmbedRequest request)
    {
        var path = request.Output.Path;
        if (!EmbeddingFile.IsKnown(path))
        {
            throw new InputException(
                $"--out is '{path}', but the file's ending says how it is laid out: {EmbeddingFile.Endings}."
            );
        }

        request.Output.RequireFree(EmbeddingFile.NamesOf(path));
    }

    /// <summary>The rows, as long as nothing is broken that must not be.</summary>
    private static IEnumerable<EmbeddedRows> Checked(
        IEnumerable<EmbeddedRows> rows,
        Func<IReadOnlyList<BrokenImage>> broken,
        EmbedRequest request
    )
    {
        var any = false;
        foreach (var some in rows)
        {
            RequireWhole();
            any = true;
            yield return some;
        }

        RequireWhole();
        if (!any)
        {
            throw new InputException([
                .. broken().Select(Line),
                $"Of the {Say.Plural(broken().Count, "image")} in '{request.Images}' none can be read.",
            ]);
        }

        void RequireWhole()
        {
            if (request.IsStrict && broken() is { Count: > 0 } found)
            {
                throw new InputException([.. found.Select(Line)]);
            }
        }
    }

    /// <summary>What could not be read so far, in the order of the names.</summary>
    private static IReadOnlyList<BrokenImage> Broken(IImageSequence images, Embedder embedder) =>
        [.. images.Broken.Concat(embedder.Broken).OrderBy(image => image.Path, StringComparer.Ordinal)];

    private void Tell(EmbedRequest request, RunEncoder encoder, IReadOnlyList<BrokenImage> broken, long rows)
    {
        foreach (var image in broken)
        {
            terminal.Error.WriteLine($"warning: left out '{image.Path}': {image.Reason}.");
        }

        var left = broken.Count == 0 ? "" : $"; {Say.Plural(broken.Count, "image")} left out, named above";
        var names = EmbeddingFile.NamesOf(request.Output.Path) is { } list ? $", their names in {list}" : "";
        terminal.Output.Tell(
            $"{Say.Plural(rows, "image")}, {Say.Count(encoder.Size)} numbers each, in {request.Output.Path}{names}{left}."
        );
    }

    private static string Line(BrokenImage image) => $"'{image.Path}' cannot be read: {image.Reason}.";
}
