using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The jigsaw in PIRL's emitted code.</summary>
/// <param name="jigsaw">Its settings, <see langword="null"/> where they are unknown.</param>
internal sealed class JigsawCode(JigsawModel? jigsaw) : PretextCode
{
    private const string MinScale = "JigsawMinScale";

    /// <inheritdoc/>
    public override string Noun => "jigsaw";

    /// <inheritdoc/>
    public override string Views => "one of each patch of its jigsaw";

    /// <inheritdoc/>
    public override string Comment =>
        "Another crop of each image as a jigsaw: a patch of each cell at a random place, in random order. Then a random view of each patch.";

    /// <inheritdoc/>
    public override string Count => "JigsawGrid * JigsawGrid";

    /// <inheritdoc/>
    public override string Local => "jigsaw";

    /// <inheritdoc/>
    public override string Sample(string size) =>
        "Jigsaw.Sample(pixels, random, batch, view: 1, JigsawGrid, JigsawCell, JigsawJitter, " + MinScale + ")";

    /// <inheritdoc/>
    public override string PatchSize(string size) => "JigsawCell - JigsawJitter";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        layout.Constant(
            "JigsawGrid",
            jigsaw?.Grid,
            "Cells along each side of the jigsaw" + Source(nameof(JigsawAttribute.Grid))
        );
        layout.Constant(
            "JigsawCell",
            jigsaw?.Cell,
            "Side of a cell of the jigsaw in pixels"
                + (
                    jigsaw is { StatesCell: false }
                        ? ", the default of [Jigsaw]: the cells fill the image."
                        : Source(nameof(JigsawAttribute.Cell))
                ),
            jigsaw is { StatesCell: false }
                ? "(" + layout.Parts!.Encoder + ".ImageSize + JigsawGrid - 1) / JigsawGrid"
                : null
        );
        layout.Constant(
            "JigsawJitter",
            jigsaw?.Jitter,
            "By how many pixels a patch is smaller than its cell, and so may move inside it"
                + Source(nameof(JigsawAttribute.Jitter)),
            jigsaw is { StatesJitter: false } ? "JigsawCell / 4" : null
        );
        AddMinScale<JigsawAttribute>(layout, MinScale, "the jigsaw's crop");

        string Source(string setting) => Provenance.Of<JigsawAttribute>(layout.Model, setting);
    }
}
