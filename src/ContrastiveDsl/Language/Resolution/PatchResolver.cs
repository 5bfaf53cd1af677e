namespace ContrastiveDsl.Language;

/// <summary>Reads what makes patches of images: PIRL's pretext transforms and their head, CPC's grid.</summary>
internal static class PatchResolver
{
    /// <summary>The experiment with its pretext transform, or <see langword="null"/> where something of it is missing or there are two.</summary>
    public static ExperimentModel? WithPatches(ExperimentModel experiment, RawAttribute attribute, RawClass raw)
    {
        var jigsaw = raw.Find(Words.Jigsaw);
        var rotation = raw.Find(Words.Rotation);
        if (ExperimentResolver.Part(attribute, "PatchHead", DeclarationKind.PatchHead) is not { } head
            || ExperimentResolver.Part(attribute, "PatchViews", DeclarationKind.Views) is not { } views
            || (jigsaw is null) == (rotation is null))
        {
            return null;
        }

        return experiment with
        {
            PatchHead = ExperimentResolver.Behind(HeadResolver.Resolve(head), experiment.Encoder.Features),
            PatchViews = ViewsResolver.Resolve(views),
            Jigsaw = jigsaw is null ? null : Jigsaw(jigsaw, experiment.Encoder.ImageSize),
            Rotation = jigsaw is null ? new RotationModel(rotation!.Number("MinScale", new RotationAttribute().MinScale)) { Attribute = rotation.Index } : null,
            Lambda = attribute.Number("Lambda", new PirlAttribute().Lambda),
        };
    }

    /// <summary>CPC's grid: patches of a quarter of the image, half overlapping, unless it is stated otherwise.</summary>
    public static CpcModel Cpc(RawAttribute attribute, int imageSize)
    {
        var absent = new CpcAttribute();
        var patch = attribute.Int("Patch", System.Math.Max(1, imageSize / 4));
        return new CpcModel(
            patch,
            attribute.Int("Stride", System.Math.Max(1, patch / 2)),
            attribute.Int("Steps", absent.Steps),
            attribute.Enum("Context", absent.Context),
            attribute.Int("ContextLayers", absent.ContextLayers));
    }

    private static JigsawModel Jigsaw(RawAttribute attribute, int imageSize)
    {
        var absent = new JigsawAttribute();
        var grid = attribute.Int("Grid", absent.Grid);
        var cell = attribute.Int("Cell", grid < 1 ? 1 : (imageSize + grid - 1) / grid);
        return new JigsawModel(grid, cell, attribute.Int("Jitter", cell / 4), attribute.Number("MinScale", absent.MinScale)) { Attribute = attribute.Index };
    }
}
