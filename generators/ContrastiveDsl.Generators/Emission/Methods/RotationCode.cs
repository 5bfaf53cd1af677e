using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The rotation in PIRL's emitted code.</summary>
internal sealed class RotationCode : PretextCode
{
    private const string MinScale = "RotationMinScale";

    /// <inheritdoc/>
    public override string Noun => "rotation";

    /// <inheritdoc/>
    public override string Views => "one of another crop of it that is rotated";

    /// <inheritdoc/>
    public override string Comment =>
        "Another crop of each image, rotated by a random multiple of 90 degrees; then a random view of that.";

    /// <inheritdoc/>
    public override string Count => "1";

    /// <inheritdoc/>
    public override string Local => "rotated";

    /// <inheritdoc/>
    public override string Sample(string size) =>
        "Rotation.Sample(pixels, random, batch, view: 1, " + size + ", " + MinScale + ")";

    /// <inheritdoc/>
    public override string PatchSize(string size) => size;

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout) =>
        AddMinScale<RotationAttribute>(layout, MinScale, "the rotated crop");
}
