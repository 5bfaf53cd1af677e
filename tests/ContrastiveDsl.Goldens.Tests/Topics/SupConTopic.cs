using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>SupCon with its sum outside the logarithm. Without labels each image is a class of its own.</summary>
internal sealed class SupConTopic : IGoldenTopic
{
    public string Name => "supcon";

    public void Run(GoldenCase golden)
    {
        var z = golden.Inputs["z"].ToTensor().requires_grad_();
        var labels = golden.Inputs.TryGetValue("labels", out var given)
            ? given.ToTensor()
            : full(new long[] { z.size(0) }, -1, ScalarType.Int64);
        var loss = SupCon.Loss(
            z,
            labels,
            golden.Number("temperature"),
            golden.Number("base_temperature"),
            SupConForm.Out
        );
        loss.backward();
        Compare.Tensor(golden, "loss", loss);
        Compare.Tensor(golden, "grad_z", z.grad!);
    }
}
