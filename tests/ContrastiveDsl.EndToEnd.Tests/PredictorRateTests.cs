using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>SimSiam's predictor keeps its rate while a schedule moves the others'.</summary>
public sealed class PredictorRateTests
{
    [ImagesTheory]
    [InlineData(nameof(TinySimSiam), true)]
    [InlineData(nameof(TinyOneRateSimSiam), false)]
    public void Predictor_InAStepOfRateZero_MovesIfItsRateIsConstant(string name, bool moves)
    {
        var before = Array.Empty<float[]>();
        var steps = 0;
        TrainingTests
            .Train(
                name,
                images: 256,
                epochs: 2,
                started: experiment => before = Networks(experiment),
                stepped: (experiment, step) =>
                {
                    steps++;
                    var after = Networks(experiment);
                    var isFirst = step.Position.Step == 1;
                    (step.LearningRate == 0).Should().Be(isFirst, "the warm-up of one step begins at 0");
                    after[0].SequenceEqual(before[0]).Should().Be(isFirst, "the encoder has the schedule's rate");
                    after[1].SequenceEqual(before[1]).Should().Be(isFirst, "the projector has the schedule's rate");
                    after[2]
                        .SequenceEqual(before[2])
                        .Should()
                        .Be(isFirst && !moves, "the predictor has a rate of its own if it is constant");
                    before = after;
                }
            )
            .Dispose();
        steps.Should().Be(8);
    }

    private static float[][] Networks(IExperiment experiment) =>
        experiment switch
        {
            TinySimSiam found =>
            [
                Values.OfParameters(found.Encoder),
                Values.OfParameters(found.Projector),
                Values.OfParameters(found.Predictor),
            ],
            TinyOneRateSimSiam found =>
            [
                Values.OfParameters(found.Encoder),
                Values.OfParameters(found.Projector),
                Values.OfParameters(found.Predictor),
            ],
            _ => throw new ArgumentException(
                $"{experiment.GetType().Name} is no SimSiam of these tests.",
                nameof(experiment)
            ),
        };
}
