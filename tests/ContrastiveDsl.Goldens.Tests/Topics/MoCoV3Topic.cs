using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>MoCo v3: the sum of both directions.</summary>
internal sealed class MoCoV3Topic : IGoldenTopic
{
    public string Name => "moco_v3";

    public void Run(GoldenCase golden)
    {
        var temperature = golden.Number("temperature");
        LossCase.Run(golden, inputs =>
            MoCoV3
                .Loss(inputs["q1"], inputs["k2"], temperature)
                .add(MoCoV3.Loss(inputs["q2"], inputs["k1"], temperature))
        );
    }
}
