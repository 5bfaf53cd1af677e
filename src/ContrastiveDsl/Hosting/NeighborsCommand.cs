using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Export;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>neighbors</c>: the images most similar to given ones.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class NeighborsCommand(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
{
    /// <summary>Listens for the user's wish to stop; replaced by tests, which cannot press Ctrl-C.</summary>
    internal Func<Action, IDisposable> ListenForStop { get; init; } = StoppableWork.Listen;

    internal int Run(NeighborsRequest request)
    {
        request.Page?.RequireFree();
        var (experiment, settings) = TrainedRuns.Read(request.Run);
        var among = request.Among
            ?? settings.Data
            ?? throw new InputException("The run does not say where its images are: name them with --among FOLDER.");
        using var encoder = new TrainedRuns(experiments, terminal.Error).Open(
            request.Run,
            request.Computing.Device,
            ExportedPart.Encoder,
            unit: true
        );
        using var images = ImageSequences.Open(among, encoder, ThreadsOf(request));
        AskedImage[] asked = [.. request.Images.Select(text => AskedImage.Find(text, images, among, encoder))];
        var queries = asked.SelectMany(image => image.Embed(encoder)).ToArray();
        var cache = new EmbeddingCache(request.Run, encoder, among);
        if (Places(request, cache, images) is not { } places)
        {
            terminal.Output.Tell("Stopped. What was embedded is not kept.");
            return ExitCodes.Interrupted;
        }

        var answers = Search(request, encoder, images, cache, places, asked, queries);
        var count = places.Count(place => place >= 0);
        Show(
            new NeighborsResult(request.Run, experiment, Path.GetFileName(encoder.Checkpoint), among, count, answers),
            request
        );
        return ExitCodes.Success;
    }

    private static int ThreadsOf(NeighborsRequest request) => request.Computing.Threads ?? Threads.Available;

    /// <summary>The places of the images of the cache's rows; null where the user stopped their embedding.</summary>
    private int[]? Places(NeighborsRequest request, EmbeddingCache cache, IImageSequence images)
    {
        int[]? places = null;
        var isDone = StoppableWork.Do(ListenForStop, stopping =>
            places = cache.Update(
                images,
                ThreadsOf(request),
                work => terminal.Display(request.Computing.Plain).WatchWork("embedding", work),
                stopping
            )
        );
        if (isDone)
        {
            Warn(cache);
        }

        return places;
    }

    private void Warn(EmbeddingCache cache)
    {
        if (cache.NotKept is { } problem)
        {
            terminal.Error.WriteLine($"warning: The embeddings are not kept for the next question: {problem}");
        }

        if (cache.Unopened is { Count: > 0 } unopened)
        {
            terminal.Error.WriteLine(
                $"warning: {Say.Plural(unopened.Count, "image")} could not be opened and cannot be found: '{unopened.First()}'{(unopened.Count > 1 ? " and others" : "")}."
            );
        }
    }

    private static NeighborsAnswer[] Search(
        NeighborsRequest request,
        RunEncoder encoder,
        IImageSequence images,
        EmbeddingCache cache,
        int[] places,
        AskedImage[] asked,
        float[] queries
    )
    {
        var nearest = new NearestRows(queries, encoder.Size, request.Count, (query, row) =>
            places[row] >= 0 && places[row] != asked[query].Place
        );
        foreach (var rows in cache.Rows())
        {
            nearest.Add(rows);
        }

        return
        [
            .. asked.Zip(nearest.Found, (image, found) =>
                new NeighborsAnswer(
                    image.Shown,
                    [.. found.Select(neighbor => Shown(images, places[neighbor.Row], neighbor.Cosine))]
                )
            ),
        ];
    }

    private static ShownNeighbor Shown(IImageSequence images, int place, float cosine) =>
        new(new ShownImage(images.NameOf(place), side => images.ThumbnailOf(place, side)), cosine);

    private void Show(NeighborsResult result, NeighborsRequest request)
    {
        NeighborsView.Show(terminal, result);
        if (request.Page is { } page)
        {
            page.Write(NeighborsPage.Of(result));
            terminal.Output.Tell($"The page is {page.Path}.");
        }
    }
}
