namespace ContrastiveDsl;

/// <summary>What a vision transformer makes the features of an image of.</summary>
public enum TokenPooling
{
    /// <summary>The class token, behind the last normalization, as in the paper and in torchvision.</summary>
    ClassToken = 0,

    /// <summary>
    /// The mean of the patches' tokens, which is normalized last: what masked autoencoders are fine-tuned with.
    /// </summary>
    Mean = 1,
}
