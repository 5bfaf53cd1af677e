namespace TorchSharp;

public static partial class torch
{
    /// <summary>Roundings of a division.</summary>
    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }
}
