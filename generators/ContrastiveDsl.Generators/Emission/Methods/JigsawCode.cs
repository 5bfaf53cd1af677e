using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The jigsaw in PIRL's emitted code.</summary>
/// <param name="jigsaw">Its settings, <see langword="null"/> where they are unknown.</param>
internal sealed class JigsawCode(JigsawModel? jigsaw) : PretextCode
{
    /// <inheritdoc/>
    public override string Noun => "jigsaw";

    /// <inheritdoc/>
    public override string Views => "one of each patch of its jigsaw";

    /// <inheritdoc/>
    public override string Comment =>
        "Another crop of each image as a jigsaw: a patch of each cell at a random place, in random order. Then a random view of each patch.";

    /// <inheritdoc/>
    public override string Count => "Grid * Grid";

    /// <inheritdoc/>
    public override string Local => "jigsaw";

    /// <inheritdoc/>
    public override string Sample(string size) =>
        "Jigsaw.Sample(pixels, random, batch, view: 1, Grid, Cell, Jitter, MinScale)";

    /// <inheritdoc/>
    public override string PatchSize(string size) => "Cell - Jitter";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        layout.Constant("Grid", jigsaw?.Grid, "Cells along each side of the jigsaw, set by [Jigsaw].");
        layout.Constant(
            "Cell",
            jigsaw?.Cell,
            "Side of a cell in pixels, "
                + (
                    jigsaw is { StatesCell: false }
                        ? "the default of [Jigsaw]: the cells fill the image."
                        : "set by [Jigsaw]."
                ),
            jigsaw is { StatesCell: false } ? "(" + layout.Parts!.Encoder + ".ImageSize + Grid - 1) / Grid" : null
        );
        layout.Constant(
            "Jitter",
            jigsaw?.Jitter,
            "By how many pixels a patch is smaller than its cell, and so may move inside it, "
                + (jigsaw is { StatesJitter: false } ? "the default of [Jigsaw]." : "set by [Jigsaw]."),
            jigsaw is { StatesJitter: false } ? "Cell / 4" : null
        );
        AddMinScale(layout, "the jigsaw's crop covers, set by [Jigsaw]");
    }
}
