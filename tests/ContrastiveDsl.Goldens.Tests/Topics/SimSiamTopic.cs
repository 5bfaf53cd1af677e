using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>SimSiam: the mean of both directions.</summary>
internal sealed class SimSiamTopic : IGoldenTopic
{
    public string Name => "simsiam";

    public void Run(GoldenCase golden) =>
        LossCase.Run(golden, inputs =>
            NegativeCosine
                .Loss(inputs["p1"], inputs["z2"])
                .add(NegativeCosine.Loss(inputs["p2"], inputs["z1"]))
                .mul(0.5)
        );
}
