using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>The decoupled contrastive loss, plain and weighted: value and gradients of both views.</summary>
internal sealed class DclTopic : IGoldenTopic
{
    public string Name => "dcl";

    public void Run(GoldenCase golden)
    {
        var z0 = golden.Inputs["z0"].ToTensor().requires_grad_();
        var z1 = golden.Inputs["z1"].ToTensor().requires_grad_();
        var temperature = golden.Number("temperature");
        var loss =
            golden.Word("variant") == "dclw"
                ? Dcl.WeightedLoss(z0, z1, temperature, golden.Number("sigma"))
                : Dcl.Loss(z0, z1, temperature);
        loss.backward();
        Compare.Tensor(golden, "loss", loss);
        Compare.Tensor(golden, "grad_z0", z0.grad!);
        Compare.Tensor(golden, "grad_z1", z1.grad!);
    }
}
