using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Records;
using ContrastiveDsl.Training;
using FewLabels;
using TorchSharp;

// dotnet run -c Release [-- IMAGES EPOCHS DRAWS STEPS]: learns from images of Fashion-MNIST without labels, then
// classifies with ten labels of each class; beside it the same network trained with these labels alone.
const int LabelsOfAClass = 10;
const int Classes = 10;
if (Array.Find(args, word => !(int.TryParse(word, null, out var number) && number > 0)) is { } wrong)
{
    Console.Error.WriteLine($"'{wrong}' is not a whole number above 0. Arguments: [IMAGES [EPOCHS [DRAWS [STEPS]]]]");
    return 2;
}

int Argument(int place, int usual) => args.Length > place ? int.Parse(args[place], null) : usual;
var folder = Environment.GetEnvironmentVariable("FASHION_MNIST") ?? "/usr/share/datasets/fashion-mnist";
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"There is no folder '{folder}' with Fashion-MNIST; name it in FASHION_MNIST.");
    return 2;
}

Threads.Use();
var settings = Clothes.Defaults with { Epochs = Argument(1, 5) };
var steps = Argument(3, 600);
var tuning = new FineTuningOptions();
tuning = tuning with { MinimumSteps = Math.Min(steps, tuning.MinimumSteps) };
using var scope = torch.NewDisposeScope();
using var sets = ImageSets.Open(folder);
using var images = sets.Train.Take(Argument(0, 10_000));
using var test = sets.Test!.Take(Math.Min(images.Count, sets.Test.Count));

using var experiment = new Clothes(settings);
using var run = TrainingRun.Start("Clothes", settings, new ObservedProgress(new Lines()));
experiment.Train(images, run);

var random = new RandomSource(seed: 1);
var classifiers = new Classifiers(images, test, random);
var (bank, queries) = classifiers.Embed(experiment.Embed);
var weights = experiment.Encoder.state_dict();
var (scratch, probed, tuned) = (new List<double>(), new List<double>(), new List<double>());
for (var draw = 0; draw < Argument(2, 3); draw++)
{
    var places = LabelDraw.PerClass(bank.ClassOf, LabelsOfAClass, random, draw);
    var probe = classifiers.Probe(bank, places, Classes);
    probed.Add(probe.Accuracy(queries));

    using var copy = new ClothesEncoder();
    copy.load_state_dict(weights);
    tuned.Add(classifiers.Train(copy, places, probe, tuning));

    torch.manual_seed(draw);
    using var untrained = new ClothesEncoder();
    var nothing = new LinearClassifier(torch.zeros(ClothesEncoder.FeatureSize, Classes), torch.zeros(Classes));
    // A network that knows nothing wants a higher rate and more steps than one that is trained on.
    var longer = new FineTuningOptions { LearningRate = 2e-3, MinimumSteps = steps };
    scratch.Add(classifiers.Train(untrained, places, nothing, longer));
    Console.WriteLine($"draw {draw + 1} is done");
}

Console.WriteLine();
Console.WriteLine(
    $"{LabelsOfAClass * Classes} labels, {test.Count} test images    right, mean of {scratch.Count} draws"
);
Show($"from scratch, {steps} steps", scratch);
Show("pre-trained, linear probe", probed);
Show("pre-trained, fine-tuned", tuned);
return 0;

static void Show(string what, List<double> accuracies)
{
    var mean = accuracies.Average();
    var squares = accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean));
    var deviation = accuracies.Count > 1 ? $" ± {100 * Math.Sqrt(squares / (accuracies.Count - 1)):F2}" : "";
    Console.WriteLine($"{what, -34} {100 * mean:F2} %{deviation}");
}

/// <summary>A line a second, on the thread that trains.</summary>
internal sealed class Lines : IProgress<TrainingStatus>
{
    /// <inheritdoc/>
    public void Report(TrainingStatus value) =>
        Console.WriteLine($"step {value.Step} of {value.TotalSteps}  loss {value.Loss:F4}");
}
