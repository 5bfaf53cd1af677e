namespace ContrastiveDsl.Augmentation;

/// <summary>The sizes of a batch of images [N, C, H, W].</summary>
internal readonly record struct ImageSizes(long Count, long Channels, long Height, long Width);
