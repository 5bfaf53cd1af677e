using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>Barlow Twins: the loss and its gradients to both views.</summary>
internal sealed class BarlowTwinsTopic : IGoldenTopic
{
    public string Name => "barlow_twins";

    public void Run(GoldenCase golden)
    {
        // It is no parameter of the loss.
        golden.Number("bn_eps").Should().Be(1e-5);
        LossCase.Run(golden, inputs => BarlowTwins.Loss(inputs["z0"], inputs["z1"], golden.Number("lambda")));
    }
}
