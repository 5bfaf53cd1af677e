using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// The weighted nearest-neighbor classifier of Wu et al., 2018 (arXiv:1805.01978, section 3.4): cosine similarity, and
/// each of the k nearest features of a bank votes for its class with weight exp(cosine / temperature).
/// </summary>
public static class Knn
{
    /// <summary>Below this temperature exp(1 / temperature) leaves the range of float32.</summary>
    public const double LowestTemperature = 0.0125;

    // The similarities of one chunk of queries to the whole bank: 64 MiB of float32.
    private const long ChunkElements = 16L << 20;

    /// <summary>Classifies queries by their neighbors in a bank.</summary>
    /// <param name="queries">Features to classify, floating point [Q, D], not normalized.</param>
    /// <param name="bank">Features with known classes, [N, D], not normalized, on the same device.</param>
    /// <param name="labels">The bank's classes, int64 [N], from 0 to classes - 1.</param>
    /// <param name="k">Neighbors that vote, from 1 to N.</param>
    /// <param name="temperature">At least <see cref="LowestTemperature"/>.</param>
    /// <param name="classes">Number of classes; null: the largest label plus 1.</param>
    /// <returns>
    /// Tensors in the current dispose scope, on the device of the queries. Ties go to the lower class.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape or type, the bank has fewer than k features, or a label is not below the number of
    /// classes.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// k, the temperature or the number of classes is out of its range.
    /// </exception>
    public static KnnResult Classify(
        Tensor queries,
        Tensor bank,
        Tensor labels,
        int k,
        double temperature,
        int? classes = null
    )
    {
        Check(queries, bank, labels, k, temperature);
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var count = CountClasses(labels, classes);
        var unitBank = Unit(bank);
        var chunk = Math.Max(1, ChunkElements / bank.size(0));
        var predictions = new List<Tensor>();
        var scores = new List<Tensor>();
        var neighbors = new List<Tensor>();
        for (long start = 0; start < queries.size(0); start += chunk)
        {
            using var part = torch.NewDisposeScope();
            var some = Unit(queries.narrow(0, start, Math.Min(chunk, queries.size(0) - start)));
            var (cosines, nearest) = some.mm(unitBank.t()).topk(k, 1, largest: true, sorted: true);
            var votes = Votes(cosines, nearest, labels, temperature, count);
            predictions.Add(votes.argmax(1).MoveToOuterDisposeScope());
            scores.Add(votes.MoveToOuterDisposeScope());
            neighbors.Add(nearest.MoveToOuterDisposeScope());
        }

        return new KnnResult(
            torch.cat(predictions, 0).MoveToOuterDisposeScope(),
            torch.cat(scores, 0).MoveToOuterDisposeScope(),
            torch.cat(neighbors, 0).MoveToOuterDisposeScope()
        );
    }

    /// <summary>Classifies queries by their neighbors in a bank, as a protocol says.</summary>
    /// <param name="queries">Features to classify, floating point [Q, D], not normalized.</param>
    /// <param name="bank">Features with known classes, [N, D], not normalized, on the same device.</param>
    /// <param name="labels">The bank's classes, int64 [N], from 0 to classes - 1.</param>
    /// <param name="protocol">Neighbors and temperature.</param>
    /// <param name="classes">Number of classes; null: the largest label plus 1.</param>
    /// <returns>Tensors in the current dispose scope, on the device of the queries.</returns>
    /// <exception cref="ArgumentException">As for the other overload.</exception>
    public static KnnResult Classify(
        Tensor queries,
        Tensor bank,
        Tensor labels,
        KnnProtocol protocol,
        int? classes = null
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return Classify(queries, bank, labels, protocol.K, protocol.Temperature, classes);
    }

    /// <summary>
    /// The share of queries classified rightly, in [0, 1]. Print it with the protocol. Waits for the device.
    /// </summary>
    /// <param name="queries">Features to classify, floating point [Q, D], not normalized.</param>
    /// <param name="queryLabels">Their true classes, int64 [Q].</param>
    /// <param name="bank">Features with known classes, [N, D], not normalized.</param>
    /// <param name="bankLabels">Their classes, int64 [N].</param>
    /// <param name="protocol">Neighbors and temperature.</param>
    /// <param name="classes">Number of classes; null: the bank's largest label plus 1.</param>
    /// <exception cref="ArgumentException">
    /// As for <see cref="Classify(Tensor, Tensor, Tensor, int, double, int?)"/>, or there is not one label for each
    /// query.
    /// </exception>
    public static double Accuracy(
        Tensor queries,
        Tensor queryLabels,
        Tensor bank,
        Tensor bankLabels,
        KnnProtocol protocol,
        int? classes = null
    )
    {
        using var result = Classify(queries, bank, bankLabels, protocol, classes);
        return result.Accuracy(queryLabels);
    }

    private static Tensor Votes(Tensor cosines, Tensor nearest, Tensor labels, double temperature, int classes)
    {
        var weights = cosines.div(temperature).exp_();
        var voters = labels.index_select(0, nearest.view(-1)).view(nearest.shape);
        return torch
            .zeros(nearest.size(0), classes, dtype: weights.dtype, device: weights.device)
            .scatter_add_(1, voters, weights);
    }

    /// <summary>Features of length 1, in float32.</summary>
    internal static Tensor Unit(Tensor features)
    {
        return torch.nn.functional.normalize(features.to(ScalarType.Float32), p: 2, dim: 1, eps: 1e-12);
    }

    private static int CountClasses(Tensor labels, int? classes)
    {
        var largest = labels.max().ToInt64();
        var smallest = labels.min().ToInt64();
        if (smallest < 0)
        {
            throw new ArgumentException(
                $"Labels are classes from 0 on, but the smallest is {smallest}.",
                nameof(labels)
            );
        }

        if (classes is null)
        {
            return checked((int)(largest + 1));
        }

        if (largest >= classes)
        {
            throw new ArgumentException(
                $"The bank has a label {largest}, but there are only {classes} classes (numbered from 0).",
                nameof(labels)
            );
        }

        return classes.Value;
    }

    private static void Check(Tensor queries, Tensor bank, Tensor labels, int k, double temperature)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(labels);
        if (queries.Dimensions != 2 || bank.Dimensions != 2 || queries.size(1) != bank.size(1))
        {
            throw new ArgumentException(
                $"Queries [Q, D] and bank [N, D] must have features of one size, but they have shapes [{string.Join(", ", queries.shape)}] and [{string.Join(", ", bank.shape)}].",
                nameof(queries)
            );
        }

        if (queries.size(0) == 0)
        {
            throw new ArgumentException("There are no queries.", nameof(queries));
        }

        if (labels.dtype != ScalarType.Int64 || labels.Dimensions != 1 || labels.size(0) != bank.size(0))
        {
            throw new ArgumentException(
                $"A bank of {bank.size(0)} features needs as many int64 labels, but they are {labels.dtype} [{string.Join(", ", labels.shape)}].",
                nameof(labels)
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (k > bank.size(0))
        {
            throw new ArgumentException(
                $"{k} neighbors were asked for, but the bank has only {bank.size(0)} features. Lower k, or fill the bank with more images.",
                nameof(k)
            );
        }

        if (!(temperature >= LowestTemperature && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(temperature),
                temperature,
                $"The temperature must be at least {LowestTemperature.ToString(System.Globalization.CultureInfo.InvariantCulture)}; 0.07 is usual."
            );
        }
    }
}
