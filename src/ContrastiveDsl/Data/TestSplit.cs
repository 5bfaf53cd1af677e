using System.IO.Hashing;
using System.Text;

namespace ContrastiveDsl.Data;

/// <summary>Which images are set aside for tests.</summary>
internal static class TestSplit
{
    private const int Salt = 20111;

    /// <summary>
    /// Chooses a share by the hashes of names: whatever the seed of a run, so that runs can be compared; and nearly the
    /// same when a few images are added.
    /// </summary>
    /// <param name="names">A name of each image.</param>
    /// <param name="share">The share, above 0 and below 1.</param>
    /// <returns>Whether each image is a test image; at least one is, and one is not.</returns>
    /// <exception cref="DataFormatException">There are fewer than two images.</exception>
    public static bool[] Choose(IReadOnlyList<string> names, double share)
    {
        if (names.Count < 2)
        {
            throw new DataFormatException($"Of {names.Count} images none can be set aside for tests.")
            {
                Setting = nameof(DataOptions.TestShare),
            };
        }

        var count = Math.Clamp((int)Math.Round(share * names.Count), 1, names.Count - 1);
        var isTest = new bool[names.Count];
        var chosen = Enumerable
            .Range(0, names.Count)
            .OrderBy(i => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(names[i]), Salt))
            .ThenBy(i => names[i], StringComparer.Ordinal)
            .Take(count);
        foreach (var image in chosen)
        {
            isTest[image] = true;
        }

        return isTest;
    }
}
