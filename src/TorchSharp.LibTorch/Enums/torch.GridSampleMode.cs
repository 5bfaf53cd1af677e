namespace TorchSharp;

public static partial class torch
{
    /// <summary>Interpolations of grid_sample.</summary>
    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }
}
