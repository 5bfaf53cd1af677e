using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>What all losses that compare a trained network with a target have in common.</summary>
public sealed class TargetLossTests : ScopedTests
{
    private const int Batch = 4;
    private const int Size = 5;
    private const double Temperature = 0.3;

    public static TheoryData<string> Losses => ["InfoNce", "MoCoV3", "Byol", "NegativeCosine", "RunAway", "ByolPrime"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_Backward_ReachesPredictionsAndNoTarget(string loss)
    {
        var predictions = Predictions(ScalarType.Float32);
        var targets = Targets(ScalarType.Float32);
        Array.ForEach(targets, target => target.requires_grad_());
        Compute(loss, predictions, targets).backward();
        Used(loss, predictions)
            .Should()
            .OnlyContain(prediction =>
                prediction.grad!.Values().All(double.IsFinite) && prediction.grad!.Values().Any(g => g != 0)
            );
        targets.Should().OnlyContain(target => IsNull(target.grad));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_Gradient_EqualsFiniteDifferences(string loss)
    {
        const double step = 1e-6;
        var predictions = Predictions(ScalarType.Float64);
        var targets = Targets(ScalarType.Float64);
        var value = Compute(loss, predictions, targets);
        value.dtype.Should().Be(ScalarType.Float64);
        value.backward();
        foreach (var prediction in Used(loss, predictions))
        {
            var gradient = prediction.grad!.Values();
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i]
                    .Should()
                    .BeApproximately((Moved(prediction, i, step) - Moved(prediction, i, -step)) / (2 * step), 1e-7);
            }
        }

        double Moved(Tensor prediction, int i, double by)
        {
            var moved = predictions
                .Select(p =>
                    ReferenceEquals(p, prediction)
                        ? Numbers.Doubles(p.Values().Select((x, j) => j == i ? x + by : x), Batch, Size)
                        : p.detach()
                )
                .ToArray();
            return Compute(loss, moved, targets).item<double>();
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_ZeroVectors_HaveFiniteGradients(string loss)
    {
        var predictions = Predictions(ScalarType.Float32).Select(p => WithZeroRow(p, 0).requires_grad_()).ToArray();
        var targets = Targets(ScalarType.Float32).Select(t => WithZeroRow(t, 1)).ToArray();
        var value = Compute(loss, predictions, targets);
        value.backward();
        double.IsFinite(value.item<float>()).Should().BeTrue();
        Used(loss, predictions).Should().OnlyContain(prediction => prediction.grad!.Values().All(double.IsFinite));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_LongerVectors_AreTheSameDirections(string loss)
    {
        var targets = Targets(ScalarType.Float64);
        var expected = Compute(loss, Predictions(ScalarType.Float64), targets).item<double>();
        Compute(
                loss,
                [.. Predictions(ScalarType.Float64).Select(p => p.mul(1000))],
                [targets[0].mul(0.01), targets[1].mul(50)]
            )
            .item<double>()
            .Should()
            .BeApproximately(expected, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_LowerPrecision_IsComputedInFloat32(string loss)
    {
        var predictions = Predictions(ScalarType.BFloat16);
        var targets = Targets(ScalarType.BFloat16);
        var value = Compute(loss, predictions, targets);
        value.dtype.Should().Be(ScalarType.Float32);
        value
            .item<float>()
            .Should()
            .Be(Compute(loss, [.. predictions.Select(Single)], [.. targets.Select(Single)]).item<float>());
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_MixedPrecision_IsComputedInTheHigherOne(string loss)
    {
        var value = Compute(loss, Predictions(ScalarType.Float32), Targets(ScalarType.Float64));
        value.dtype.Should().Be(ScalarType.Float64);
        value
            .item<double>()
            .Should()
            .BeApproximately(
                Compute(loss, Predictions(ScalarType.Float64), Targets(ScalarType.Float64)).item<double>(),
                1e-7
            );
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_WrongShapes_SaysWhichTheyAre(string loss)
    {
        void Refuses(Tensor prediction, Tensor target, string message) =>
            ((Action)(() => Compute(loss, [prediction, prediction], [target, target])))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage(message);
        Refuses(ones(Batch, Size), ones(Batch + 1, Size), $"*[B, D]*[{Batch}, {Size}]*[{Batch + 1}, {Size}]*");
        Refuses(ones(Batch, Size), ones(Batch, Size + 1), $"*[B, D]*[{Batch}, {Size}]*[{Batch}, {Size + 1}]*");
        Refuses(ones(Size), ones(Size), $"*[B, D]*[{Size}]*");
        Refuses(zeros(0, Size), zeros(0, Size), $"*at least 1 image*[0, {Size}]*");
    }

    private static Tensor Compute(string loss, Tensor[] predictions, Tensor[] targets) =>
        loss switch
        {
            "InfoNce" => InfoNce.Loss(predictions[0], targets[0], Negatives(), Temperature),
            "MoCoV3" => MoCoV3.Loss(predictions[0], targets[0], Temperature),
            "Byol" => Byol.Loss(predictions[0], targets[0]),
            "NegativeCosine" => NegativeCosine.Loss(predictions[0], targets[0]),
            _ => Raft.Loss(
                predictions[0],
                predictions[1],
                targets[0],
                targets[1],
                1.5,
                0.5,
                Enum.Parse<RaftObjective>(loss)
            ),
        };

    private static Tensor[] Used(string loss, Tensor[] predictions) =>
        loss is "RunAway" or "ByolPrime" ? predictions : predictions[..1];

    private static Tensor[] Predictions(ScalarType type) =>
        [.. new[] { 1, 2 }.Select(seed => Embeddings(seed).to(type).requires_grad_())];

    private static Tensor[] Targets(ScalarType type) => [.. new[] { 3, 4 }.Select(seed => Embeddings(seed).to(type))];

    private static Tensor Negatives()
    {
        var keys = Numbers.Random(5, 7, Size).sub(0.5);
        return keys.div(keys.square().sum(dim: 1L, keepdim: true).sqrt());
    }

    private static Tensor Embeddings(int seed) => Numbers.Random(seed, Batch, Size).sub(0.5);

    private static Tensor Single(Tensor tensor) => tensor.detach().to(ScalarType.Float32);

    private static Tensor WithZeroRow(Tensor tensor, int row) =>
        Numbers.Floats(tensor.Values().Select((x, i) => i / Size == row ? 0 : x), Batch, Size);

    private static bool IsNull(Tensor? tensor) => tensor is null;
}
