using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>What losses are given in real training, seen by losses of a user's own.</summary>
public sealed class CustomLossTests
{
    [ImagesTheory]
    [InlineData(nameof(TinyStillByol), 2, new[] { true, false })]
    [InlineData(nameof(TinyMoCoV2), 2, new[] { true, false, false })]
    [InlineData(nameof(TinyRaft), 1, new[] { true, true, false, false })]
    public void Loss_OfTheUsers_GetsTheMethodsTensors(string name, int callsAStep, bool[] gradients)
    {
        using var seen = new Seen(name);
        TrainingTests.Train(name, images: 128, epochs: 1).Dispose();

        seen.Calls.Should().HaveCount(2 * callsAStep);
        foreach (var call in seen.Calls)
        {
            call.Select(tensor => tensor.RequiresGradient)
                .Should()
                .Equal(gradients, "gradients stop at targets, keys and queue");
            call.Take(2).Should().OnlyContain(tensor => tensor.Rows.Count == 64 && tensor.Rows[0].Length == 8);
        }
    }

    [ImagesFact]
    public void Queue_OfSymmetricMoCo_HoldsTheLastKeysAndNeverThoseOfTheBatch()
    {
        using var seen = new Seen(nameof(TinyMoCoV2));
        using var experiment = TrainingTests.Train(nameof(TinyMoCoV2), images: 256, epochs: 2);
        seen.Calls.Should().HaveCount(2 * 8);

        // What the first step reads are random directions.
        var queue = seen.Calls[0][2].Rows.ToArray();
        var next = 0;
        for (var step = 0; step < 8; step++)
        {
            var (first, second) = (seen.Calls[2 * step], seen.Calls[(2 * step) + 1]);
            RowsShouldBe(first[2].Rows, queue);
            RowsShouldBe(second[2].Rows, queue);

            // The first loss compares with the keys of the second view, and the queue takes those of the first view
            // before them.
            foreach (var key in second[1].Units().Concat(first[1].Units()))
            {
                queue[next] = key;
                next = (next + 1) % queue.Length;
            }
        }

        RowsShouldBe(Saved(experiment, "queue.keys").Rows, queue);
    }

    [ImagesFact]
    public void Queue_OfRandomDirectionsAndOfKeys_HasUnitRows()
    {
        using var experiment = TrainingTests.Train(nameof(TinyMoCoV1), images: 64, epochs: 1, started: fresh =>
            LengthsShouldBeOne(Saved(fresh, "queue.keys"))
        );

        LengthsShouldBeOne(Saved(experiment, "queue.keys"));
    }

    private static SeenTensor Saved(IExperiment experiment, string key) =>
        SeenTensor.Of(SavedState.Of(experiment)[key]);

    private static void RowsShouldBe(IReadOnlyList<float[]> actual, IReadOnlyList<float[]> expected)
    {
        actual.Should().HaveCount(expected.Count);
        actual.Zip(expected, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max().Should().BeLessThan(1e-6f);
    }

    private static void LengthsShouldBeOne(SeenTensor tensor)
    {
        tensor.Rows.Should().HaveCount(160);
        tensor.Rows.Max(row => Math.Abs(row.Sum(value => (double)value * value) - 1)).Should().BeLessThan(1e-5);
    }
}
