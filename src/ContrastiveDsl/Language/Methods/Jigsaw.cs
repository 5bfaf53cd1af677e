namespace ContrastiveDsl.Language;

/// <summary>A jigsaw of patches as pretext transform.</summary>
/// <param name="Grid">Cells along each side.</param>
/// <param name="Cell">Side of a cell in pixels.</param>
/// <param name="Jitter">How far a patch may lie from its cell's first corner, in pixels.</param>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal sealed record JigsawModel(int Grid, int Cell, int Jitter, double MinScale) : PretextTransformModel(MinScale)
{
    /// <summary>The most cells along a side.</summary>
    public const int MaximumGrid = 16;

    /// <summary>
    /// Whether the attribute states the cell; else cells fill the image. A default that is stated makes no other
    /// jigsaw: not public, and so not in the fingerprint.
    /// </summary>
    internal bool StatesCell { get; init; } = true;

    /// <summary>Whether the attribute states the jitter; else it is a quarter of the cell.</summary>
    internal bool StatesJitter { get; init; } = true;

    /// <inheritdoc/>
    public override string Maker => "[" + Words.Of<JigsawAttribute>() + "]";

    /// <inheritdoc/>
    public override int Patches => Grid * Grid;

    /// <inheritdoc/>
    public override int PatchSize => Cell - Jitter;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SizeSettings =>
        [nameof(JigsawAttribute.Grid), nameof(JigsawAttribute.Cell), nameof(JigsawAttribute.Jitter)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Text.Of(Grid)
        + " × "
        + Text.Of(Grid)
        + " of "
        + Text.Of(PatchSize)
        + "×"
        + Text.Of(PatchSize)
        + " pixels in cells of "
        + Text.Of(Cell)
        + ", of a crop of "
        + number(MinScale)
        + " to 1";

    /// <summary>The transform that an attribute states; unless it says otherwise, the cells fill the image.</summary>
    internal static JigsawModel Of(RawAttribute attribute, int imageSize)
    {
        var stated = attribute.Bind<JigsawAttribute>();
        var cell =
            attribute.Has(nameof(stated.Cell)) ? stated.Cell
            : stated.Grid < 1 ? 1
            : (imageSize + stated.Grid - 1) / stated.Grid;
        var jitter = attribute.Has(nameof(stated.Jitter)) ? stated.Jitter : cell / 4;
        return new JigsawModel(stated.Grid, cell, jitter, stated.MinScale)
        {
            Attribute = attribute.Index,
            StatesCell = attribute.Has(nameof(stated.Cell)),
            StatesJitter = attribute.Has(nameof(stated.Jitter)),
        };
    }

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var encoder = analysis.Model.Encoder;
        Require(
            findings,
            Grid is >= 2 and <= MaximumGrid,
            nameof(JigsawAttribute.Grid),
            "from 2 to " + Text.Of(MaximumGrid),
            Grid
        );
        base.Check(analysis, findings);

        // Without a size of its images, which the encoder lacks, there is no usual cell.
        if (encoder.ImageSize > 0)
        {
            CheckCell(findings);
        }

        if (PatchChecks.AreSound(analysis.Model, findings) && analysis.IsSound(encoder))
        {
            PatchChecks.CheckFit(
                encoder,
                PatchSize,
                Maker,
                "Choose Cell and Jitter with a difference of ",
                findings.At(Attribute),
                findings
            );
        }
    }

    private void CheckCell(FindingList findings)
    {
        var isSound = Require(
            findings,
            Cell is >= 1 and <= Limits.Image,
            nameof(JigsawAttribute.Cell),
            "from 1 to " + Text.Of(Limits.Image),
            Cell
        );
        if (isSound)
        {
            Require(
                findings,
                Jitter >= 0 && Jitter < Cell,
                nameof(JigsawAttribute.Jitter),
                (Cell > 1 ? "from 0 to " + Text.Of(Cell - 1) : "0") + ", less than Cell = " + Text.Of(Cell),
                Jitter
            );
        }
        else if (StatesJitter)
        {
            Require(findings, Jitter >= 0, nameof(JigsawAttribute.Jitter), "0 or more", Jitter);
        }
    }

    private bool Require(FindingList findings, bool holds, string setting, string condition, double value) =>
        findings.Require(holds, DataRules.PatchRange, Attribute, setting, condition, value);
}
