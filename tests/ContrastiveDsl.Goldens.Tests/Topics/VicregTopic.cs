using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using TorchSharp;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>VICReg: the loss and its gradients to both views, and each of its terms alone.</summary>
internal sealed class VicregTopic : IGoldenTopic
{
    public string Name => "vicreg";

    public void Run(GoldenCase golden)
    {
        // It is no parameter of the loss.
        golden.Number("eps").Should().Be(1e-4);
        var (lambda, mu, nu) = (golden.Number("lambda_inv"), golden.Number("mu_var"), golden.Number("nu_cov"));
        LossCase.Run(golden, inputs => Vicreg.Loss(inputs["z0"], inputs["z1"], lambda, mu, nu));

        var (z0, z1) = (golden.Inputs["z0"].ToTensor(), golden.Inputs["z1"].ToTensor());
        Compare.Tensor(golden, "invariance", Vicreg.Invariance(z0, z1));
        Compare.Tensor(golden, "variance", Vicreg.Variance(z0).add(Vicreg.Variance(z1)).div(2));
        Compare.Tensor(golden, "covariance", Vicreg.Covariance(z0).add(Vicreg.Covariance(z1)));
    }
}
