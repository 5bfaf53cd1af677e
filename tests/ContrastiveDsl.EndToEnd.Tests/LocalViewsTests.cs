using ContrastiveDsl.Data;
using ContrastiveDsl.EndToEnd.Tests.MicroBatches;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// The step of a method with small views, against what its paper says of every pair of views, computed here in double
/// precision, each view passing alone.
/// </summary>
public sealed class LocalViewsTests
{
    private const int Images = 64;
    private const int Large = 2;
    private const double StudentTemperature = 0.1;

    [ImagesTheory]
    [InlineData(nameof(WholeCropDino))]
    [InlineData(nameof(WholeCropSwav))]
    public void Step_OfLargeAndSmallViews_FollowsTheMeanOverAllPairs(string name)
    {
        var found = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var loss = 0.0;
        TrainingTests
            .Train(name, Images, epochs: 1, stepped: (experiment, step) =>
            {
                loss = step.ReadLoss();
                Keep(found, experiment, "Encoder", "Projector", "Prototypes");
            })
            .Dispose();

        using var scope = NewDisposeScope();
        var (expected, gradients) = Expected(name);

        loss.Should().BeApproximately(expected, 1e-5);
        found.Keys.Should().BeEquivalentTo(gradients.Keys);
        foreach (var (key, gradient) in gradients)
        {
            var scale = gradient.Max(Math.Abs);
            scale.Should().BeGreaterThan(0, key);
            gradient
                .Zip(found[key], (one, other) => Math.Abs(one - other))
                .Max()
                .Should()
                .BeLessThan(2e-4f * Math.Max(scale, 1e-3f), key);
        }
    }

    private static void Keep(Dictionary<string, float[]> kept, IExperiment experiment, params string[] networks)
    {
        foreach (var (name, module) in ExperimentNetworks.Of(experiment).Where(found => networks.Contains(found.Name)))
        {
            foreach (var (key, parameter) in module.named_parameters())
            {
                kept[name + "." + key] = parameter
                    .grad!.cpu()
                    .to(ScalarType.Float32)
                    .contiguous()
                    .data<float>()
                    .ToArray();
            }
        }
    }

    /// <summary>The loss of the first step and the gradients of its parameters.</summary>
    private static (double Loss, Dictionary<string, float[]> Gradients) Expected(string name)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, batchSize: Images);
        using var images = RealImages.Train(Images);
        using var experiment = definition.Create(settings);
        var networks = ExperimentNetworks.Of(experiment).ToDictionary(found => found.Name, found => found.Module);
        foreach (var module in networks.Values)
        {
            module.to(ScalarType.Float64);
            module.train();
        }

        var random = new RandomSource(settings.Seed);
        var batch = new EpochOrder(images.Count, Images, random).Batches(0, 0).First();
        var views = experiment
            .SampleViews(images.Load(batch), random, batch)
            .Select(view => view.to(ScalarType.Float64))
            .ToArray();
        views.Should().HaveCount(Large + 3);
        views[0].shape[2].Should().BeGreaterThan(views[2].shape[2]);

        var scores = Array.ConvertAll(views, view => Scores(networks, view));
        var read = Array.ConvertAll(scores, Read);
        var targets = Array.ConvertAll(
            read[..Large],
            name == nameof(WholeCropDino) ? score => Softmax(score, 0.04) : (Converter<double[,], double[,]>)Codes
        );
        var (loss, slopes) = Pairs(read, targets);
        autograd.backward(scores, Array.ConvertAll(slopes, slope => tensor(slope)));
        var gradients = new Dictionary<string, float[]>(StringComparer.Ordinal);
        Keep(gradients, experiment, "Encoder", "Projector", "Prototypes");
        return (loss, gradients);
    }

    private static Tensor Scores(Dictionary<string, nn.Module> networks, Tensor view)
    {
        var passed = view;
        foreach (var name in new[] { "Encoder", "Projector", "Prototypes" })
        {
            passed = ((nn.Module<Tensor, Tensor>)networks[name]).call(passed);
        }

        return passed;
    }

    private static double[,] Read(Tensor scores)
    {
        var numbers = scores.detach().contiguous().data<double>().ToArray();
        var (rows, columns) = ((int)scores.shape[0], (int)scores.shape[1]);
        var read = new double[rows, columns];
        Buffer.BlockCopy(numbers, 0, read, 0, numbers.Length * sizeof(double));
        return read;
    }

    /// <summary>
    /// The mean over pairs of a large view, whose targets they are, and every other view; and its gradient.
    /// </summary>
    private static (double Loss, double[][,] Slopes) Pairs(double[][,] scores, double[][,] targets)
    {
        var (rows, columns) = (scores[0].GetLength(0), scores[0].GetLength(1));
        var pairs = targets.Length * (scores.Length - 1);
        var slopes = Array.ConvertAll(scores, _ => new double[rows, columns]);
        var loss = 0.0;
        for (var view = 0; view < scores.Length; view++)
        {
            var predicted = Softmax(scores[view], StudentTemperature);
            for (var large = 0; large < targets.Length; large++)
            {
                for (var row = 0; view != large && row < rows; row++)
                {
                    for (var column = 0; column < columns; column++)
                    {
                        var target = targets[large][row, column];
                        loss -= target * Math.Log(predicted[row, column]) / (pairs * rows);
                        slopes[view][row, column] +=
                            (predicted[row, column] - target) / (StudentTemperature * pairs * rows);
                    }
                }
            }
        }

        return (loss, slopes);
    }

    private static double[,] Softmax(double[,] scores, double temperature)
    {
        var made = (double[,])scores.Clone();
        for (var row = 0; row < made.GetLength(0); row++)
        {
            var sum = 0.0;
            for (var column = 0; column < made.GetLength(1); column++)
            {
                made[row, column] = Math.Exp(made[row, column] / temperature);
                sum += made[row, column];
            }

            for (var column = 0; column < made.GetLength(1); column++)
            {
                made[row, column] /= sum;
            }
        }

        return made;
    }

    /// <summary>Three iterations of Sinkhorn and Knopp, as the paper writes them.</summary>
    private static double[,] Codes(double[,] scores)
    {
        var (rows, columns) = (scores.GetLength(0), scores.GetLength(1));
        var made = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                made[row, column] = Math.Exp(scores[row, column] / 0.05);
            }
        }

        for (var iteration = 0; iteration < 3; iteration++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = Enumerable.Range(0, rows).Sum(row => made[row, column]);
                for (var row = 0; row < rows; row++)
                {
                    made[row, column] /= sum;
                }
            }

            for (var row = 0; row < rows; row++)
            {
                var sum = Enumerable.Range(0, columns).Sum(column => made[row, column]);
                for (var column = 0; column < columns; column++)
                {
                    made[row, column] /= sum;
                }
            }
        }

        return made;
    }
}
