using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Momentum encoders in real training: what moves them, and what does not.</summary>
public sealed class MomentumTests
{
    public static TheoryData<string> Followers =>
        new(
            TrainingTests
                .Trained.Where(found => found.Model.Momentum is not null)
                .Select(found => found.Model.Type.Name)
        );

    [Theory]
    [MemberData(nameof(Followers))]
    public void Start_OfEveryMethod_IsACopyUnlessItIsRandom(string name)
    {
        var definition = TrainingTests.Definition(name);
        using var experiment = definition.Create(definition.Defaults);
        var (online, target) = Follower.Of(experiment);

        var copied = Values.OfParameters(online).SequenceEqual(Values.OfParameters(target));

        copied.Should().Be(name != nameof(TinyRaft));
        definition.Model.Momentum!.Start.Should().Be(copied ? TargetStart.Copy : TargetStart.Random);
    }

    [ImagesTheory]
    [MemberData(nameof(Followers))]
    public void Parameters_AfterEveryStep_AreTheRecursionOverTheTrainedOnes(string name)
    {
        const int Steps = 6;
        var model = TrainingTests.Definition(name).Model;
        var (expected, wrong) = (Array.Empty<double>(), Array.Empty<double>());
        var before = Array.Empty<float>();
        TrainingTests
            .Train(
                name,
                images: 192,
                epochs: 2,
                started: experiment =>
                {
                    var (online, target) = Follower.Of(experiment);
                    before = Values.OfParameters(online);
                    expected = [.. Values.OfParameters(target)];
                    wrong = [.. expected];
                },
                stepped: (experiment, step) =>
                {
                    var (online, target) = Follower.Of(experiment);
                    var after = Values.OfParameters(online);
                    var momentum = Momentum(model.Momentum!, step.Position.Step - 1, Steps);

                    // MoCo's keys are made by a network that has followed before them, BYOL's and RAFT's target follows
                    // the optimizer.
                    var followsFirst = model.Method is MoCoModel or MoCoV3Model;
                    expected = Followed(expected, followsFirst ? before : after, momentum);
                    wrong = Followed(wrong, followsFirst ? after : before, momentum);
                    before = after;
                    Furthest(Values.OfParameters(target), expected)
                        .Should()
                        .BeLessThan(2e-6, "step {0}", step.Position.Step);
                    if (step.Position.Step == Steps && model.Momentum!.Momentum < 0.999)
                    {
                        Furthest(Values.OfParameters(target), wrong)
                            .Should()
                            .BeGreaterThan(1e-4, "another order of events must show");
                    }
                }
            )
            .Dispose();
        expected.Should().NotBeEmpty();
    }

    [ImagesTheory]
    [MemberData(nameof(Followers))]
    public void Gradients_OfRealSteps_ReachNoMomentumEncoder(string name)
    {
        var steps = 0;
        TrainingTests
            .Train(name, images: 128, epochs: 1, stepped: (experiment, _) =>
            {
                var (online, target) = Follower.Of(experiment);
                Parameters(target)
                    .Should()
                    .NotBeEmpty()
                    .And.OnlyContain(parameter => !parameter.requires_grad && IsWithoutGradient(parameter));

                // What a transformer's patch embedding and positions are is not trained at all.
                var trained = Parameters(online).Where(parameter => parameter.requires_grad).ToArray();
                (Parameters(online).Count() - trained.Length)
                    .Should()
                    .Be(name == nameof(TinyTransformerMoCoV3) ? 3 : 0);
                trained
                    .Should()
                    .Contain(
                        parameter => parameter.grad!.abs().sum().item<float>() > 0,
                        "a real backward pass came before"
                    );
                steps++;
            })
            .Dispose();
        steps.Should().Be(2);
    }

    [ImagesTheory]
    [MemberData(nameof(Followers))]
    public void Optimizer_OfEveryMethod_HoldsTheTrainedParametersAlone(string name)
    {
        var model = TrainingTests.Definition(name).Model;
        using var experiment = TrainingTests.Train(name, images: 64, epochs: 1);
        using var scope = NewDisposeScope();

        var trained =
            Parameters(Follower.Of(experiment).Online)
                .Where(parameter => parameter.requires_grad)
                .Sum(parameter => parameter.numel()) + (model.Predictor?.ParameterCount ?? 0);
        var moments = model.Optimizer is AdaptiveOptimizerModel ? 2 : 1;
        var held = SavedState
            .Of(experiment)
            .Where(entry => IsOfAnOptimizer(entry.Key))
            .Sum(entry => entry.Value.numel());

        held.Should().Be(moments * trained);
    }

    [ImagesFact]
    public void Statistics_OfATargetThatNeverMoves_AreItsOwnForwardPasses()
    {
        var (start, statistics) = (Array.Empty<float>(), Array.Empty<float>());
        using var experiment = (TinyStillByol)
            TrainingTests.Train(nameof(TinyStillByol), images: 192, epochs: 1, started: fresh =>
            {
                var byol = (TinyStillByol)fresh;
                start = Values.OfParameters(byol.TargetEncoder);
                statistics = Values.OfStatistics(byol.TargetEncoder);
            });

        Furthest(Values.OfParameters(experiment.TargetEncoder), [.. start]).Should().BeLessThan(1e-12);
        Values.OfParameters(experiment.Encoder).Should().NotEqual(start);
        Values
            .OfStatistics(experiment.TargetEncoder)
            .Should()
            .NotEqual(statistics)
            .And.NotEqual(Values.OfStatistics(experiment.Encoder));

        // Two views in each of three steps.
        experiment
            .TargetEncoder.named_buffers()
            .Where(found => found.name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Should()
            .NotBeEmpty()
            .And.OnlyContain(found => found.buffer.item<long>() == 6);
    }

    /// <summary>Prototypes have an optimizer of their own.</summary>
    private static bool IsOfAnOptimizer(string key) =>
        key.StartsWith("optimizer.", StringComparison.Ordinal)
        || key.StartsWith("prototypes_optimizer.", StringComparison.Ordinal);

    private static IEnumerable<TorchSharp.Modules.Parameter> Parameters(IEnumerable<nn.Module> modules) =>
        modules.SelectMany(module => module.named_parameters()).Select(found => found.parameter);

    private static bool IsWithoutGradient(TorchSharp.Modules.Parameter parameter) => parameter.grad is null;

    private static double Momentum(MomentumModel momentum, long step, int steps) =>
        momentum.Schedule == MomentumSchedule.Constant
            ? momentum.Momentum
            : momentum.FinalMomentum
                - ((momentum.FinalMomentum - momentum.Momentum) * (1 + Math.Cos(Math.PI * step / steps)) / 2);

    private static double[] Followed(double[] target, float[] online, double momentum) =>
        [.. target.Zip(online, (followed, trained) => (momentum * followed) + ((1 - momentum) * trained))];

    private static double Furthest(float[] actual, double[] expected) =>
        actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
}
