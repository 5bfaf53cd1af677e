using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>What computing in bfloat16 adds to a step.</summary>
public sealed class PrecisionTests
{
    [Fact]
    public void MoCo_InBFloat16_CastsTheWeightsOfBothNetworksOnceAStep()
    {
        var experiment = EmittedClass.Of(
            MethodSources.MoCo(
                "Version = 2",
                "[Training(Precision = Precision.BFloat16)] [NegativeQueue(Size = 4096)] [Sgd]",
                "ClothesProjector"
            ),
            "Shop.ClothesMoCo"
        );

        experiment
            .Step.Should()
            .Contain(
                """
                // To the end of the step layers multiply in bfloat16, with copies of the weights: one cast of them all
                // for each batch that a network learns from, and their gradients meet in float32. Weights, statistics
                // of normalizations, last layers and loss stay float32.
                using var computeWeights = parameters.InBFloat16();

                """
            )
            .And.Contain(
                """
                    MomentumUpdate.Step(keyParameters, parameters, EncoderMomentum);
                    using var keyComputeWeights = keyParameters.InBFloat16();
                    k = KeyProjector.call(KeyEncoder.call(view1));  // -> [b, 6] -> [b, 12]
                """
            );
        experiment.Mentioning("InBFloat16").Split('\n').Should().HaveCount(2);
    }

    [Fact]
    public void SimSiam_InBFloat16_CastsTheWeightsOfEveryOptimizer()
    {
        var experiment = EmittedClass.Of(
            MethodSources.Predictive(
                "SimSiam",
                "CosineLoss",
                "[Training(Precision = Precision.BFloat16)] [Sgd] [CosineSchedule]",
                ", ConstantPredictorRate = true"
            ),
            "Shop.ClothesSimSiam"
        );

        experiment
            .Mentioning("InBFloat16")
            .Should()
            .Be(
                """
                using var computeWeights = parameters.InBFloat16();
                using var predictorComputeWeights = predictorParameters.InBFloat16();
                """
            );
    }
}
