using ContrastiveDsl.Reporting;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Reporting;

public sealed class PrincipalComponentsTests
{
    [Fact]
    public void Of_PointsOnALine_HasOneDirection()
    {
        using var scope = NewDisposeScope();
        // Along (3, 4) through (10, -5).
        var points = tensor(
            new float[,]
            {
                { 10, -5 },
                { 13, -1 },
                { 16, 3 },
                { 7, -9 },
            }
        );

        var (coordinates, shares) = PrincipalComponents.Of(points, 2);

        shares[0].Should().BeApproximately(1, 1e-9);
        shares[1].Should().BeApproximately(0, 1e-9);
        float[] along = [.. coordinates.Where((_, i) => i % 2 == 0)];
        along.Should().Equal([-2.5f, 2.5f, 7.5f, -7.5f], (actual, exact) => Math.Abs(actual - exact) < 1e-5);
    }

    [Fact]
    public void Of_FewerPointsThanDirections_LeavesTheOthersAtZero()
    {
        using var scope = NewDisposeScope();

        var (coordinates, shares) = PrincipalComponents.Of(
            tensor(
                new float[,]
                {
                    { 0, 2 },
                    { 0, 4 },
                }
            ),
            5
        );

        coordinates.Should().HaveCount(10);
        coordinates[0].Should().BeApproximately(-1, 1e-6f);
        coordinates[5].Should().BeApproximately(1, 1e-6f);
        coordinates.Where((_, i) => i % 5 > 1).Should().OnlyContain(value => value == 0);
        shares.Should().HaveCount(5);
        shares.Sum().Should().BeApproximately(1, 1e-9);
    }
}
