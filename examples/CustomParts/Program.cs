using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Records;
using ContrastiveDsl.Training;
using CustomParts;
using TorchSharp;

// dotnet run -c Release [-- IMAGES EPOCHS]: trains on drawings, with an encoder, a loss, a transform and a source of
// images of this program's own, and tells how often the nearest drawings are of the same kind.
if (Array.Find(args, word => !(int.TryParse(word, null, out var number) && number > 0)) is { } wrong)
{
    Console.Error.WriteLine($"'{wrong}' is not a whole number above 0. Arguments: [IMAGES [EPOCHS]]");
    return 2;
}

var count = args.Length > 0 ? int.Parse(args[0], null) : 4096;
var settings = DrawnSimClr.Defaults;
Threads.Use();
settings = args.Length > 1 ? settings with { Epochs = int.Parse(args[1], null) } : settings;

using var training = Open(count, first: 0);
using var test = Open(count / 4, first: count);
using var experiment = new DrawnSimClr(settings);
Console.WriteLine($"untrained  {Score():P1} of {test.Count} drawings are of the kind of their neighbors");

using var run = TrainingRun.Start("DrawnSimClr", settings, new ObservedProgress(new Lines()));
experiment.Train(training, run);
Console.WriteLine($"trained    {Score():P1}");
return 0;

static ImageSet Open(int count, int first)
{
    var kinds = Enumerable.Range(first, count).Select(number => (long)Drawings.KindOf(number)).ToArray();
    using var labels = torch.tensor(kinds);
    return ImageSet.Open(new Drawings(count, first), new ImageOptions { ImageSize = TinyEncoder.ImageSize }, labels);
}

double Score()
{
    using var scope = torch.NewDisposeScope();
    var bank = Features.Extract(experiment.Embed, training, batchSize: 256);
    var queries = Features.Extract(experiment.Embed, test, batchSize: 256);
    return Knn.Accuracy(queries, test.Labels!, bank, training.Labels!, new KnnProtocol(K: 20));
}

/// <summary>A line a second, on the thread that trains.</summary>
internal sealed class Lines : IProgress<TrainingStatus>
{
    /// <inheritdoc/>
    public void Report(TrainingStatus value) =>
        Console.WriteLine($"step {value.Step} of {value.TotalSteps}  loss {value.Loss:F4}");
}
