using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace ContrastiveDsl.Data;

/// <summary>What was opened, as a run keeps it.</summary>
public sealed record DataSummary
{
    /// <summary>
    /// <c>idx</c>, <c>cifar-10</c>, <c>cifar-100</c>, <c>npy</c> or <c>folder</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Training images that were found and can be read.</summary>
    public int Train { get; init; }

    /// <summary>Test images.</summary>
    public int Test { get; init; }

    /// <summary>
    /// Images of a folder that belong to neither split, because they lie outside the folders <c>train</c> and
    /// <c>test</c>.
    /// </summary>
    public int Outside { get; init; }

    /// <summary>Files that cannot be read as images and were left out.</summary>
    public int Skipped { get; init; }

    /// <summary>The first of them, with the reasons.</summary>
    public IReadOnlyList<SkippedFile> SkippedFiles { get; init; } = [];

    /// <summary>Where the labels are from; null without labels.</summary>
    public string? Labels { get; init; }

    /// <summary>The names of the classes in the order of their numbers, where they have names.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>The folder with the decoded images; null if there is none.</summary>
    public string? Store { get; init; }

    /// <summary>
    /// The limit of the shorter side, in pixels, to which images were decoded; null where they were not.
    /// </summary>
    public int? ShorterSide { get; init; }

    /// <summary>A hash of the training images, as they are trained on, and of their labels.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// A hash of the test images and of their labels; null without test images, and where it was not noted.
    /// </summary>
    public string? TestFingerprint { get; init; }

    /// <summary>
    /// A hash of training images, test images and the labels of both; null where that of the test images was not noted.
    /// </summary>
    internal string? Identity =>
        Test > 0 && TestFingerprint is null
            ? null
            : XxHash64
                .HashToUInt64(Encoding.UTF8.GetBytes($"{Fingerprint}\n{TestFingerprint}"))
                .ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether training images, test images and the labels of both are the same, as far as hashes of both tell.
    /// </summary>
    /// <param name="other">What was opened elsewhere or at another time.</param>
    internal bool IsSameAs(DataSummary other) =>
        Fingerprint == other.Fingerprint
        && (
            TestFingerprint == other.TestFingerprint
            || (Test == other.Test && (TestFingerprint is null || other.TestFingerprint is null))
        );
}
