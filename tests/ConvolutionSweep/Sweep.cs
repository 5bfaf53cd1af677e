using TorchSharp;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>Runs cases and reports the wrong ones.</summary>
internal static class Sweep
{
    /// <summary>
    /// Prints <c>at CASE</c> before each case, <c>wrong CASE: WHAT</c> after a wrong one, and the sums.
    /// </summary>
    /// <param name="convolution">Whose cases these are.</param>
    /// <param name="cases">What to try.</param>
    /// <param name="fault">Tries a case and says what is wrong; null for nothing.</param>
    /// <returns>The exit code: 0 when all are right, 1 when any is wrong.</returns>
    internal static int Run<T>(string convolution, IEnumerable<T> cases, Func<T, string?> fault)
    {
        var (count, wrong) = (0, 0);
        foreach (var tried in cases)
        {
            Console.WriteLine($"at {convolution} {tried}");
            Console.Out.Flush();
            using var scope = torch.NewDisposeScope();
            if (fault(tried) is { } found)
            {
                Console.WriteLine($"wrong {convolution} {tried}: {found}");
                wrong++;
            }

            count++;
        }

        Console.WriteLine($"{convolution}: {count} cases, {wrong} wrong");
        return wrong == 0 ? 0 : 1;
    }
}
