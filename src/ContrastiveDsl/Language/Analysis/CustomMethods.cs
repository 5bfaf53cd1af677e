namespace ContrastiveDsl.Language;

/// <summary>
/// The methods by which custom code is called; the library's losses and generated families have them, too.
/// </summary>
internal static class CustomMethods
{
    /// <summary>Of a loss: <c>public static Tensor Compute(…)</c>.</summary>
    public const string Compute = "Compute";

    /// <summary>Of a transform: <c>public static Tensor Apply(Tensor images, TransformDraws draws)</c>.</summary>
    public const string Apply = "Apply";
}
