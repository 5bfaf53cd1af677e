using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>RAFT: the loss with its gradients, and each of its terms alone.</summary>
internal sealed class RaftTopic : IGoldenTopic
{
    public string Name => "raft";

    public void Run(GoldenCase golden)
    {
        var (alpha, beta) = (golden.Number("alpha"), golden.Number("beta"));
        LossCase.Run(golden, inputs => Loss(inputs, alpha, beta, RaftObjective.RunAway));

        var plain = golden.Inputs.ToDictionary(input => input.Key, input => input.Value.ToTensor());
        Compare.Tensor(golden, "loss_align", Loss(plain, 1, 0, RaftObjective.RunAway));
        Compare.Tensor(golden, "loss_cross", Loss(plain, 0, 1, RaftObjective.ByolPrime));
        Compare.Tensor(golden, "loss_cross", Loss(plain, 0, 1, RaftObjective.RunAway).neg());
    }

    private static Tensor Loss(
        IReadOnlyDictionary<string, Tensor> inputs,
        double alpha,
        double beta,
        RaftObjective objective
    ) => Raft.Loss(inputs["p1"], inputs["p2"], inputs["t1"], inputs["t2"], alpha, beta, objective);
}
