namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Shapes of what is made of other images than the B of a whole batch, so that a reader sees on each line which images
/// it is about.
/// </summary>
internal static class ShareShape
{
    /// <summary>
    /// A shape of the whole batch, such as <c>[2B, 64]</c>, for the share of it that a process has: <c>[2b, 64]</c>.
    /// </summary>
    /// <param name="shape">One or several shapes.</param>
    public static string Of(string shape) => With(shape, 'b');

    /// <summary>The same for any images, such as those that a method is given: <c>[2N, 64]</c>.</summary>
    /// <param name="shape">One or several shapes of a batch.</param>
    public static string OfAny(string shape) => With(shape, 'N');

    private static string With(string shape, char images) =>
        shape.Replace("B,", images + ",").Replace("B]", images + "]");
}
