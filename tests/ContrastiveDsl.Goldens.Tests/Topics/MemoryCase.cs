using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// A memory bank and its partition constant over the steps of a case: every step's losses and gradients, the bank and
/// the constant at the end.
/// </summary>
internal sealed class MemoryCase : IDisposable
{
    private readonly GoldenCase golden;
    private readonly double temperature;
    private readonly MemoryBank bank;
    private readonly Partition partition;

    /// <summary>A bank with the rows of the case; a negative Z is one to be estimated.</summary>
    public MemoryCase(GoldenCase golden)
    {
        this.golden = golden;
        temperature = golden.Number("temperature");
        bank = new MemoryBank((int)golden.Number("dim"), new RandomSource(0), CPU);
        bank.Prepare((int)golden.Number("num_train"));
        bank.Rows.copy_(golden.Inputs["memory"].ToTensor());
        partition = new Partition(Math.Max(golden.Number("Z"), 0), CPU);
    }

    /// <summary>Runs the steps.</summary>
    /// <param name="terms">
    /// The terms of the loss, the first of which sets Z; the bank follows the embeddings of the last.
    /// </param>
    public void Run(params MemoryTerm[] terms)
    {
        var steps = (int)golden.Number("steps");
        var losses = new double[steps];
        var parts = terms.Select(_ => new double[steps]).ToArray();
        for (var step = 0; step < steps; step++)
        {
            losses[step] = Step(terms, steps > 1 ? $"_{step}" : "", step, parts);
        }

        Compare.Values(golden, "loss", [losses.Sum()], golden.ExpectedTensor("loss"));
        CompareIfGiven("losses", losses);
        foreach (var (term, values) in terms.Zip(parts))
        {
            CompareIfGiven((steps > 1 ? "losses_" : "loss_") + term.Name, values);
        }

        CompareIfGiven("Z", partition.Value.data<float>().ToArray().Select(value => (double)value).ToArray());
        Compare.Tensor(golden, "memory_after", bank.Rows);
        var others = Enumerable
            .Range(0, bank.Count)
            .Except(
                Enumerable
                    .Range(0, steps)
                    .SelectMany(step => Input("index", steps > 1 ? $"_{step}" : "").Values.Select(value => (int)value))
            );
        var (before, after) = (
            golden.Inputs["memory"].Values.Chunk(bank.Dimension).ToArray(),
            bank.Rows.data<float>().ToArray().Chunk(bank.Dimension).ToArray()
        );
        foreach (var row in others)
        {
            after[row]
                .Should()
                .Equal(
                    before[row].Select(value => (float)value),
                    "row {0} of '{1}' is of no image that was trained on",
                    row,
                    golden.Name
                );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bank.Dispose();
        partition.Dispose();
    }

    private double Step(MemoryTerm[] terms, string suffix, int step, double[][] parts)
    {
        using var scope = NewDisposeScope();
        var rows = Input("index", suffix).ToTensor();
        var embeddings = terms.Select(term => Input(term.Embeddings, suffix).ToTensor().requires_grad_()).ToArray();
        var draws = terms
            .Select(term =>
                MemoryDraw.Of(rows, term.Negatives is null ? null : Input(term.Negatives, suffix).ToTensor())
            )
            .ToArray();
        var total = zeros(1).sum();
        for (var i = 0; i < terms.Length; i++)
        {
            var loss = Loss(bank.Compare(embeddings[i], draws[i]), terms[i].Nce);
            parts[i][step] = loss.item<float>();
            total = total.add(loss.mul(terms[i].Weight));
        }

        total.backward();
        for (var i = 0; i < terms.Length; i++)
        {
            Compare.Tensor(golden, $"grad_{terms[i].Embeddings}{suffix}", embeddings[i].grad!);
        }

        bank.Update(embeddings[^1], draws[^1], golden.Number("memory_momentum"));
        return total.item<float>();
    }

    private Tensor Loss(MemoryScores scores, bool nce) =>
        nce
            ? Nce.Loss(
                scores.Positives,
                scores.Negatives,
                partition.Noise(scores, bank.Count, temperature),
                temperature
            )
            : MemorySoftmax.Loss(scores.Positives, scores.Negatives, temperature);

    private GoldenTensor Input(string name, string suffix) => golden.Inputs[name + suffix];

    private void CompareIfGiven(string name, double[] actual)
    {
        if (golden.ExpectedNames.Contains(name))
        {
            Compare.Values(golden, name, actual, golden.ExpectedTensor(name));
        }
    }
}
