namespace ContrastiveDsl.Language;

/// <summary>A random rectangle resized to a square. <paramref name="Size"/> 0 follows the encoder.</summary>
internal sealed record RandomResizedCropStep(
    int Size,
    double MinScale,
    double MaxScale,
    double MinRatio,
    double MaxRatio
) : TransformStep
{
    /// <summary>The step that an attribute states.</summary>
    internal static RandomResizedCropStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<RandomResizedCropAttribute>();
        return new RandomResizedCropStep(
            stated.Size,
            stated.MinScale,
            stated.MaxScale,
            stated.MinRatio,
            stated.MaxRatio
        );
    }

    /// <inheritdoc/>
    public override bool TakesAnySizes => true;

    /// <inheritdoc/>
    public override IReadOnlyList<StepSetting> Settings =>
        [
            new(nameof(MinScale), MinScale),
            new(nameof(MaxScale), MaxScale),
            new(nameof(MinRatio), MinRatio),
            new(nameof(MaxRatio), MaxRatio),
        ];

    public override int Draws => 5;

    /// <summary>There is only one crop of the whole image, whatever the ratio: it merely resizes.</summary>
    public override bool IsRandom => MinScale < 1;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side)
    {
        var size = Text.Of(Size > 0 ? Size : side);
        return Kind
            + " to "
            + size
            + "×"
            + size
            + ", area "
            + Range(number, MinScale, MaxScale)
            + ", ratio "
            + Range(number, MinRatio, MaxRatio);
    }

    internal override void Check(FindingList findings)
    {
        if (Size != 0)
        {
            findings.RequireSize(Attribute, nameof(RandomResizedCropAttribute.Size), Size, maximum: Limits.Image);
        }

        RequireRange(
            findings,
            DataRules.CropRange,
            (nameof(RandomResizedCropAttribute.MinScale), MinScale),
            (nameof(RandomResizedCropAttribute.MaxScale), MaxScale),
            limit: 1
        );
        RequireRange(
            findings,
            DataRules.CropRange,
            (nameof(RandomResizedCropAttribute.MinRatio), MinRatio),
            (nameof(RandomResizedCropAttribute.MaxRatio), MaxRatio)
        );
    }
}

/// <summary>A random mirror image.</summary>
internal sealed record RandomHorizontalFlipStep(double Probability) : ChanceStep(Probability)
{
    /// <summary>The step that an attribute states.</summary>
    internal static RandomHorizontalFlipStep Of(RawAttribute attribute) =>
        new(attribute.Bind<RandomHorizontalFlipAttribute>().Probability);
}
