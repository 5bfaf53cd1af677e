namespace ContrastiveDsl.Language;

/// <summary>A normalization with a scale and a shift for each channel.</summary>
/// <param name="Affine">Whether it learns scale and shift.</param>
internal abstract record NormLayer(bool Affine) : Layer
{
    /// <inheritdoc/>
    public override string FieldName => "norm";

    /// <summary>The end of a line about what learns no scale and shift.</summary>
    private protected string Scaled => Affine ? string.Empty : ", without scale and shift";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => Affine ? 2L * input.Channels : 0;

    /// <summary>
    /// The layer that a <see cref="Norm"/> stands for, or <see langword="null"/> for <see cref="Norm.None"/> and for a
    /// value that names nothing.
    /// </summary>
    public static NormLayer? Of(Norm norm, int groups, bool affine = true) =>
        norm switch
        {
            Norm.Batch => new BatchNormLayer(affine),
            Norm.Group => new GroupNormLayer(groups, affine),
            Norm.Layer => new LayerNormLayer(affine),
            _ => null,
        };
}

/// <summary>Batch normalization of a map or a vector.</summary>
internal sealed record BatchNormLayer(
    bool Affine = true,
    double Epsilon = BatchNormLayer.UsualEpsilon,
    double Momentum = BatchNormLayer.UsualMomentum
) : NormLayer(Affine)
{
    private const double UsualEpsilon = 1e-5;
    private const double UsualMomentum = 0.1;

    /// <summary>The layer that an attribute states.</summary>
    internal static BatchNormLayer Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<BatchNormAttribute>();
        return new BatchNormLayer(stated.Affine, stated.Epsilon, stated.Momentum);
    }

    /// <summary>What to do about it in a list, for a finding: another layer in its place.</summary>
    /// <param name="word">The attribute of that.</param>
    internal static string Replaced(string word) => "list " + word + " in place of [BatchNorm]";

    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind
        + Scaled
        + (Epsilon.Equals(UsualEpsilon) ? string.Empty : ", epsilon " + number(Epsilon))
        + (Momentum.Equals(UsualMomentum) ? string.Empty : ", momentum " + number(Momentum))
        + Parted(Splits);

    /// <summary>Parts of a batch that are normalized on their own; 1 is ordinary batch normalization.</summary>
    public int Splits { get; init; } = 1;

    /// <inheritdoc/>
    public override string FieldName => "bn";

    /// <inheritdoc/>
    public override IEnumerable<int> BatchNormChannels(FeatureShape input) => [input.Channels];

    /// <inheritdoc/>
    public override Layer Split(int splits) => this with { Splits = splits };

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings)
    {
        findings.Require(
            Epsilon > 0 && Epsilon < 1,
            ShapeRules.LayerSetting,
            attribute,
            nameof(BatchNormAttribute.Epsilon),
            "greater than 0 and less than 1",
            Epsilon
        );
        findings.Require(
            Momentum > 0 && Momentum <= 1,
            ShapeRules.LayerSetting,
            attribute,
            nameof(BatchNormAttribute.Momentum),
            "greater than 0 and at most 1",
            Momentum
        );

        // 1 can only be meant; between, it is likely the share that stays, as other frameworks have it.
        if (Momentum is > 0.5 and < 1)
        {
            findings.Add(
                ShapeRules.NewestStatistics,
                findings.At(attribute, nameof(BatchNormAttribute.Momentum)),
                Text.Of(Momentum),
                Text.Complement(Momentum)
            );
            findings.Offer(
                Edit.Set(findings.At(attribute, nameof(BatchNormAttribute.Momentum)), Text.Complement(Momentum))
            );
        }
    }
}

/// <summary>Group normalization of a map or a vector; one group is layer normalization over the whole map.</summary>
internal sealed record GroupNormLayer(int Groups, bool Affine = true) : NormLayer(Affine)
{
    /// <summary>The layer that an attribute states.</summary>
    internal static GroupNormLayer Of(RawAttribute attribute) => new(attribute.Bind<GroupNormAttribute>().Groups);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => Kind + ", " + Text.Count(Groups, "group") + Scaled;

    /// <inheritdoc/>
    public override IEnumerable<(int Groups, int Channels)> GroupsOf(FeatureShape input) => [(Groups, input.Channels)];

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings) =>
        findings.RequireSize(attribute, nameof(GroupNormAttribute.Groups), Groups);
}

/// <summary>Layer normalization of a map over its channels alone, pixel by pixel.</summary>
/// <param name="Epsilon">What is added to the variance.</param>
internal sealed record ChannelNormLayer(double Epsilon) : NormLayer(Affine: true)
{
    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;
}

/// <summary>
/// Layer normalization: of a vector or token over its features; of a map over channels, height and width with scale and
/// shift per channel.
/// </summary>
internal sealed record LayerNormLayer(bool Affine = true) : NormLayer(Affine)
{
    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => Kind + Scaled;

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-5;
}
