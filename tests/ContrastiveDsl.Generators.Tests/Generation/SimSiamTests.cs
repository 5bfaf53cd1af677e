using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of SimSiam, whose predictor may have an optimizer of its own.</summary>
public sealed class SimSiamTests
{
    [Fact]
    public Task SimSiam_WithAConstantPredictorRate_HasAnOptimizerForIt() =>
        Generated.MatchesAsync(
            MethodSources.Predictive(
                "SimSiam",
                "CosineLoss",
                "[Sgd(LearningRate = 0.05, Scaling = LearningRateScaling.Linear)] [CosineSchedule]"
            ),
            "SimSiam.ConstantPredictorRate",
            "Shop.ClothesSimSiam"
        );

    [Fact]
    public void SimSiam_WithOneRate_HasOneOptimizer()
    {
        var experiment = EmittedClass.Of(
            MethodSources.Predictive(
                "SimSiam",
                "CosineLoss",
                "[Sgd(LearningRate = 0.05)] [CosineSchedule]",
                ", ConstantPredictorRate = false"
            ),
            "Shop.ClothesSimSiam"
        );

        experiment.Text.Should().NotContain("predictorOptimizer");
        experiment
            .Mentioning("optimizer", "parameters")
            .Should()
            .Be(
                """
                private readonly ParameterSet parameters;
                private readonly Sgd optimizer;
                parameters = new ParameterSet(Encoder, Projector, Predictor);
                optimizer = new Sgd(parameters, momentum: Momentum, weightDecay: WeightDecay);
                parameters.ZeroGradients();
                run.World.Sum(parameters);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                optimizer.Save(writer.Scope("optimizer"));
                optimizer.Load(reader.Scope("optimizer"));
                optimizer.Dispose();
                parameters.Dispose();
                """
            );
    }
}
