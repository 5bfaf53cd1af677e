namespace ContrastiveDsl.Data;

/// <summary>The content of an IDX file of bytes.</summary>
/// <param name="Shape">The sizes of the dimensions, outermost first; for images count, height, width.</param>
/// <param name="Values">The values, last dimension fastest.</param>
public sealed record IdxArray(int[] Shape, byte[] Values)
{
    /// <summary>
    /// Whether the bytes are signed, from −128 to 127: labels of which some are unknown, written as −1.
    /// </summary>
    public bool IsSigned { get; init; }
}
