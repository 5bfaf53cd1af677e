namespace ContrastiveDsl.Data;

/// <summary>The folders <c>train</c> and <c>test</c> of a folder of images.</summary>
internal static class FolderSplits
{
    private const string Train = "train/";
    private const string Test = "test/";

    /// <summary>Whether there are images in both.</summary>
    public static bool AreIn(IReadOnlyList<StoredFile> files) => files.Any(IsTrain) && files.Any(IsTest);

    /// <summary>Whether an image is in one of them.</summary>
    public static bool IsInOne(StoredFile file) => IsTrain(file) || IsTest(file);

    /// <summary>Whether an image is in <c>test</c>.</summary>
    public static bool IsTest(StoredFile file) => file.Path.StartsWith(Test, StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of an image of a split below its folder.</summary>
    public static string Below(StoredFile file) => file.Path[(file.Path.IndexOf('/') + 1)..];

    private static bool IsTrain(StoredFile file) => file.Path.StartsWith(Train, StringComparison.OrdinalIgnoreCase);
}
