using ContrastiveDsl.Distribution;
using ContrastiveDsl.EndToEnd.Tests.MicroBatches;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>What a run asks for before its first step.</summary>
public sealed class RunRequirementTests
{
    /// <summary>Eight parts of two joined views: four of each, shared by at most four processes.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(8, false)]
    public void Parts_OfJoinedViews_HoldOneViewInEveryProcess(int processes, bool isSound)
    {
        var model = TrainingTests.Definition(nameof(MicroSplitSimClr)).Model;

        var require = () => RunRequirements.RequireWholeParts(processes, model);

        if (isSound)
        {
            require.Should().NotThrow();
        }
        else
        {
            require
                .Should()
                .Throw<DistributionException>()
                .WithMessage(
                    "With 8 processes, parts of *SplitBatchNorm(8)? on 'SplitEncoder' would mix the 2 views*a multiple of 16*"
                );
        }
    }
}
