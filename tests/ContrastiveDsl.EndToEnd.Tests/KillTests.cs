using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// Trainings that are killed and go on, again and again: at random moments, and every third time inside a write of a
/// checkpoint. In the end there are the same bits as without.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>One of the tiny experiments of every method.</summary>
    public static TheoryData<string> OneOfEachMethod =>
        new(
            TrainingTests
                .Trained.Where(found => found.Model.Type.Name != nameof(FashionMnist.ClothesSimClr))
                .GroupBy(found => found.Model.Method.Facts.Word)
                .Select(method => method.First().Model.Type.Name)
        );

    [Theory]
    [InlineData(nameof(TinyMoCoV2), false)]
    [InlineData(nameof(TinySimClr), true)]
    public void Train_KilledAndResumed_HasTheBitsOfARunThatWasNot(string name, bool ofFiles)
    {
        using var killed = new KilledRuns(name, ofFiles, epochs: 8);

        killed.Kill(times: 3, seed: name.Length);

        output.WriteLine(killed.ToString());
    }

    [LongTheory]
    [MemberData(nameof(OneOfEachMethod))]
    public void Train_KilledThirtyTimes_HasTheBitsOfARunThatWasNot(string name)
    {
        using var killed = new KilledRuns(name, ofFiles: name == nameof(TinySimClr), epochs: 30);

        killed.Kill(times: 30, seed: name.Length);

        output.WriteLine(killed.ToString());
        Console.WriteLine($"    {killed}");
    }
}
