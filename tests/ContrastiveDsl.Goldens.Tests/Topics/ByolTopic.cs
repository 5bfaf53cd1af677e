using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>BYOL: the sum of both directions.</summary>
internal sealed class ByolTopic : IGoldenTopic
{
    public string Name => "byol";

    public void Run(GoldenCase golden) =>
        LossCase.Run(golden, inputs =>
            Byol.Loss(inputs["p1"], inputs["z2"]).add(Byol.Loss(inputs["p2"], inputs["z1"]))
        );
}
