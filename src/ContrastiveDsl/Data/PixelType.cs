namespace ContrastiveDsl.Data;

/// <summary>What the pixels of an image source are.</summary>
public enum PixelType
{
    /// <summary>Bytes, 0 to 255, which stand for 0 to 1.</summary>
    Byte,

    /// <summary>float32, taken as they are.</summary>
    Float32,
}
