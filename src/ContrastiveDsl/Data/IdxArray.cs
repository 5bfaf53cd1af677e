namespace ContrastiveDsl.Data;

/// <summary>The content of an IDX file of unsigned bytes.</summary>
/// <param name="Shape">The sizes of the dimensions, outermost first; for images count, height, width.</param>
/// <param name="Values">The values, last dimension fastest.</param>
public sealed record IdxArray(int[] Shape, byte[] Values);
