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
        var (count, answers) = Search(request, encoder, images, among, asked, queries);
        Show(
            new NeighborsResult(request.Run, experiment, Path.GetFileName(encoder.Checkpoint), among, count, answers),
            request
        );
        return ExitCodes.Success;
    }

    private static int ThreadsOf(NeighborsRequest request) => request.Computing.Threads ?? Threads.Available;

    private (int Count, IReadOnlyList<NeighborsAnswer> Answers) Search(
        NeighborsRequest request,
        RunEncoder encoder,
        IImageSequence images,
        string among,
        AskedImage[] asked,
        float[] queries
    )
    {
        var cache = new EmbeddingCache(request.Run, encoder, among);
        var places = cache.Update(images, ThreadsOf(request), work =>
            terminal.Display(request.Computing.Plain).WatchWork("embedding", work)
        );
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

        var nearest = new NearestRows(queries, encoder.Size, request.Count, (query, row) =>
            places[row] >= 0 && places[row] != asked[query].Place
        );
        foreach (var rows in cache.Rows())
        {
            nearest.Add(rows);
        }

        var answers = asked.Zip(nearest.Found, (image, found) =>
            new NeighborsAnswer(
                image.Shown,
                [.. found.Select(neighbor => Shown(images, places[neighbor.Row], neighbor.Cosine))]
            )
        );
        return (places.Count(place => place >= 0), [.. answers]);
    }

    private static ShownNeighbor Shown(IImageSequence images, int place, float cosine) =>
        new(new ShownImage(images.NameOf(place), side => images.ThumbnailOf(place, side)), cosine);

    private void Show(NeighborsResult result, NeighborsRequest request)
    {
        NeighborsView.Show(terminal, result);
        if (request.Page is { } page)
        {
            page.Write(NeighborsPage.Of(result));
            terminal.Output.Profile.Out.Writer.WriteLine($"The page is {page.Path}.");
        }
    }
}
