namespace ContrastiveDsl;

/// <summary>What makes a pair of images similar.</summary>
public enum SimilarPairs
{
    /// <summary>Both are views of one image.</summary>
    Views = 0,

    /// <summary>
    /// Both have the same label, or are views of one image. Needs labels from the image source; −1 is unlabeled.
    /// </summary>
    Labels = 1,
}
