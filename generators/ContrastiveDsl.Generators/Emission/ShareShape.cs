namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Shapes of what a process makes of its share of a batch. The share has b of the batch's B images, so that a reader
/// sees on each line which of the two it is about.
/// </summary>
internal static class ShareShape
{
    /// <summary>A shape of the whole batch, such as <c>[2B, 64]</c>, for a share of it: <c>[2b, 64]</c>.</summary>
    /// <param name="shape">One or several shapes.</param>
    public static string Of(string shape) => shape.Replace("B,", "b,").Replace("B]", "b]");
}
