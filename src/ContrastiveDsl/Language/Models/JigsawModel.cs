namespace ContrastiveDsl.Language;

/// <summary>A puzzle of patches.</summary>
/// <param name="Grid">Cells along each side.</param>
/// <param name="Cell">Side of a cell in pixels.</param>
/// <param name="Jitter">How far a patch may lie from its cell's first corner, in pixels.</param>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal sealed record JigsawModel(int Grid, int Cell, int Jitter, double MinScale) : Model
{
    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;

    /// <summary>Number of patches.</summary>
    public int Patches => Grid * Grid;

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize => Cell - Jitter;
}
