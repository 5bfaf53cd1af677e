using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>NT-Xent: loss and gradients of both views.</summary>
internal sealed class NtXentTopic : IGoldenTopic
{
    public string Name => "nt_xent";

    public void Run(GoldenCase golden)
    {
        var z0 = golden.Inputs["z0"].ToTensor().requires_grad_();
        var z1 = golden.Inputs["z1"].ToTensor().requires_grad_();
        var loss = NtXent.Loss(z0, z1, golden.Number("temperature"));
        loss.backward();
        Compare.Tensor(golden, "loss", loss);
        Compare.Tensor(golden, "grad_z0", z0.grad!);
        Compare.Tensor(golden, "grad_z1", z1.grad!);
    }
}
