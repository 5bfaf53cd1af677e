using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// NNCLR: the nearest neighbors in a support set, and the mean of both directions of either loss that it takes.
/// </summary>
internal sealed class NnclrTopic : IGoldenTopic
{
    public string Name => "nnclr";

    public void Run(GoldenCase golden)
    {
        var temperature = golden.Number("temperature");
        Func<Tensor, Tensor, Tensor> loss = golden.Word("variant") switch
        {
            "paper" => (neighbors, predictions) =>
                BatchInfoNce.Loss(neighbors, predictions, temperature, symmetric: false, normalize: true),
            "nt_xent" => (neighbors, predictions) => NtXent.Loss(neighbors, predictions, temperature),
            var other => throw new NotSupportedException($"{golden.Name}: '{other}' is no known variant."),
        };
        using var support = Support(golden);
        LossCase.Run(golden, inputs =>
            loss(support.Nearest(inputs["z0"]), inputs["p1"])
                .add(loss(support.Nearest(inputs["z1"]), inputs["p0"]))
                .div(2)
        );
        Compare.Tensor(golden, "nn_index_0", support.NearestIndices(golden.Inputs["z0"].ToTensor()));
        Compare.Tensor(golden, "nn_index_1", support.NearestIndices(golden.Inputs["z1"].ToTensor()));
    }

    /// <summary>The bank as a support set takes it, which normalizes what it takes.</summary>
    private static EmbeddingQueue Support(GoldenCase golden)
    {
        var size = (int)golden.Number("bank_size");
        var support = new EmbeddingQueue(size, (int)golden.Number("dim"), new RandomSource(0), CPU);
        support.Enqueue(golden.Inputs["bank"].ToTensor());
        return support;
    }
}
