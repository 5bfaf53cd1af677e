using ContrastiveDsl.EndToEnd.Tests.Careless;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>However many steps a training has, it keeps no more memory than after the first of them.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    /// <summary>Embeddings of a batch, 32 rows of 8 floats, in each of the last 5,000 steps are more.</summary>
    private const long Bound = 2 << 20;

    /// <summary>What the runtime still makes for itself in the first hundreds of steps; tensors are counted.</summary>
    private const long ShortBound = 32 << 20;

    /// <summary>One of the tiny experiments of every method, and the careless one.</summary>
    public static TheoryData<string> Experiments
    {
        get
        {
            var experiments = KillTests.OneOfEachMethod;
            experiments.Add(nameof(CarelessSimClr));
            return experiments;
        }
    }

    [Theory]
    [InlineData(nameof(TinySimClr))]
    [InlineData(nameof(CarelessSimClr))]
    public void Train_HundredsOfSteps_KeepsMemoryFlat(string name) =>
        ShouldBeFlat(Soak.Run(name, steps: 480), ShortBound);

    [LongTheory]
    [MemberData(nameof(Experiments))]
    public void Train_TenThousandSteps_KeepsMemoryFlat(string name) =>
        ShouldBeFlat(Soak.RunApart(name, steps: 10_000), Bound);

    /// <summary>
    /// What the tests above would say if a step kept a tensor as small as the embeddings of its batch.
    /// </summary>
    [Fact]
    public void Soak_OfStepsThatKeepASmallTensor_CountsEach()
    {
        var kept = new List<Tensor>();
        var soak = Soak.Run(nameof(TinySimClr), steps: 80, () => kept.Add(zeros(32, 8).DetachFromDisposeScope()));

        soak.MoreTensors.Should().Be(72);
        kept.ForEach(tensor => tensor.Dispose());
    }

    private void ShouldBeFlat(Soak soak, long bound)
    {
        output.WriteLine(soak.ToString());
        Console.WriteLine($"    {soak}");
        soak.MoreTensors.Should().Be(0, "steps must not keep tensors");
        soak.MoreResident.Should().BeLessThan(bound, "steps must not keep memory");
    }
}
