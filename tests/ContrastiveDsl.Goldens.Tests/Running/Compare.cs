using ContrastiveDsl.Goldens.Tests.Format;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>
/// Compares results with expectations: |actual − expected| ≤ atol + rtol·|expected|; integers must match exactly.
/// </summary>
public static class Compare
{
    /// <summary>Compares a tensor with an expected result of a case.</summary>
    public static void Tensor(GoldenCase golden, string name, Tensor actual) =>
        Tensor(golden, name, actual, golden.ExpectedTensor(name));

    /// <summary>Compares a tensor with expected values.</summary>
    public static void Tensor(GoldenCase golden, string name, Tensor actual, GoldenTensor expected)
    {
        actual.shape.Should().Equal(expected.Shape, "the shape of '{0}' in '{1}' is given", name, golden.Name);
        using var values = actual.detach().to(ScalarType.Float64).cpu().contiguous();
        Values(golden, name, values.data<double>().ToArray(), expected);
    }

    /// <summary>Compares plain numbers with expected values.</summary>
    public static void Values(GoldenCase golden, string name, double[] actual, GoldenTensor expected)
    {
        actual.Length.Should().Be(expected.Values.Length, "'{0}' in '{1}' has that many values", name, golden.Name);
        var exact = expected.Type == "int64";
        for (var i = 0; i < actual.Length; i++)
        {
            var allowed = exact
                ? 0
                : golden.AbsoluteTolerance + (golden.RelativeTolerance * Math.Abs(expected.Values[i]));
            if (!(Math.Abs(actual[i] - expected.Values[i]) <= allowed))
            {
                Assert.Fail(
                    FormattableString.Invariant(
                        $"{golden.Name}: {name}[{i}] is {actual[i]:G9}, expected {expected.Values[i]:G9} ± {allowed:G3}."
                    )
                );
            }
        }
    }
}
