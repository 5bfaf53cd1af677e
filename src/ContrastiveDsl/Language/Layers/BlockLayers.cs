using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>A residual block of convolutions, with a 1×1 convolution on the shortcut where the shape changes.</summary>
/// <param name="Channels">Channels of the output.</param>
/// <param name="Stride">Stride of its 3×3 convolution.</param>
/// <param name="Norm">What normalizes behind each convolution.</param>
/// <param name="Groups">Groups of <see cref="Norm.Group"/>.</param>
/// <param name="ZeroInitResidual">Whether it begins as an identity.</param>
internal abstract record ResidualBlockLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual)
    : Layer
{
    /// <summary>
    /// Parts of a batch that batch normalization treats on their own; 1 is ordinary batch normalization.
    /// </summary>
    public int Splits { get; init; } = 1;

    /// <inheritdoc/>
    public override string FieldName => "block";

    /// <inheritdoc/>
    public override bool StatesWidth => true;

    /// <inheritdoc/>
    public override int Step => Stride;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind
        + " "
        + Text.Of(Channels)
        + Strided(Stride)
        + Normalized
        + (ZeroInitResidual && Norm != Norm.None ? ", begins as an identity" : string.Empty)
        + Parted(Splits);

    /// <summary>The end of a line about what normalizes otherwise than over the batch.</summary>
    private string Normalized =>
        Norm switch
        {
            Norm.Batch => string.Empty,
            Norm.None => ", no norm",
            Norm.Group => ", " + Norm + " norm, " + Text.Count(Groups, "group"),
            _ => ", " + Norm + " norm",
        };

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override IEnumerable<int> BatchNormChannels(FeatureShape input) => Norm == Norm.Batch ? Widths : [];

    /// <inheritdoc/>
    public override Layer Split(int splits) => HasBatchNorm ? this with { Splits = splits } : this;

    /// <inheritdoc/>
    public override IEnumerable<(int Groups, int Channels)> GroupsOf(FeatureShape input) =>
        Norm == Norm.Group ? Widths.Distinct().Select(width => (Groups, width)) : [];

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(Channels, Slide(input.Height, 3, Stride, 1), Slide(input.Width, 3, Stride, 1));

    /// <summary>Whether it has a 1×1 convolution on the shortcut.</summary>
    /// <param name="input">The shape before the block.</param>
    public bool HasShortcut(FeatureShape input) => Stride != 1 || input.Channels != Channels;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        var shortcut = HasShortcut(input);
        return Weights(input.Channels)
            + (shortcut ? (long)input.Channels * Channels : 0)
            + (Norm == Norm.None ? 0 : 2 * (Widths.Sum(width => (long)width) + (shortcut ? Channels : 0)));
    }

    /// <summary>Channels behind each of its convolutions.</summary>
    private protected abstract int[] Widths { get; }

    /// <summary>Weights of its convolutions but the one on the shortcut.</summary>
    private protected abstract long Weights(long input);
}

/// <summary>Two 3×3 convolutions.</summary>
internal sealed record BasicBlockLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual)
    : ResidualBlockLayer(Channels, Stride, Norm, Groups, ZeroInitResidual)
{
    /// <summary>The block that an attribute states, with what the encoder says about its blocks.</summary>
    internal static BasicBlockLayer Of(RawAttribute attribute, BlockSettings blocks)
    {
        var stated = attribute.Bind<BasicBlockAttribute>();
        return new BasicBlockLayer(stated.Channels, stated.Stride, blocks.Norm, blocks.Groups, blocks.ZeroInitResidual);
    }

    /// <summary>A shortcut is a 1×1 convolution.</summary>
    public override bool Multiplies(FeatureShape input) => ConvLayer.IsWide(Channels) || HasShortcut(input);

    /// <inheritdoc/>
    private protected override int[] Widths => [Channels, Channels];

    /// <inheritdoc/>
    private protected override long Weights(long input) => (9 * input * Channels) + (9L * Channels * Channels);

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings)
    {
        findings.RequireSize(attribute, nameof(BasicBlockAttribute.Channels), Channels);
        findings.RequireSize(attribute, nameof(BasicBlockAttribute.Stride), Stride);
    }
}

/// <summary>1×1, 3×3 and 1×1 convolutions; the inner width is a quarter of the output channels.</summary>
internal sealed record BottleneckLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual)
    : ResidualBlockLayer(Channels, Stride, Norm, Groups, ZeroInitResidual)
{
    /// <summary>The block that an attribute states, with what the encoder says about its blocks.</summary>
    internal static BottleneckLayer Of(RawAttribute attribute, BlockSettings blocks)
    {
        var stated = attribute.Bind<BottleneckAttribute>();
        return new BottleneckLayer(stated.Channels, stated.Stride, blocks.Norm, blocks.Groups, blocks.ZeroInitResidual);
    }

    /// <summary>Channels of the two inner convolutions.</summary>
    public int Width => Channels / 4;

    /// <summary>Two of its convolutions are 1×1.</summary>
    public override bool Multiplies(FeatureShape input) => true;

    /// <inheritdoc/>
    private protected override int[] Widths => [Width, Width, Channels];

    /// <inheritdoc/>
    private protected override long Weights(long input) =>
        (input * Width) + (9L * Width * Width) + ((long)Width * Channels);

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings)
    {
        findings.RequireSize(attribute, nameof(BottleneckAttribute.Channels), Channels);
        findings.RequireSize(attribute, nameof(BottleneckAttribute.Stride), Stride);
        if (Channels > 0 && Channels % 4 != 0)
        {
            findings.Add(
                ShapeRules.BottleneckChannels,
                findings.At(attribute, nameof(BottleneckAttribute.Channels)),
                Text.Of(Channels),
                Text.Choice(Divisors.Multiples(Channels, 4))
            );
            findings.OfferEach(
                findings.At(attribute, nameof(BottleneckAttribute.Channels)),
                Divisors.Multiples(Channels, 4)
            );
        }
    }
}

/// <summary>
/// Blocks in a row under one name, as torchvision's <c>layer1</c> holds <c>layer1.0</c>, <c>layer1.1</c>, and its
/// <c>encoder.layers</c> holds <c>encoder_layer_0</c>, <c>encoder_layer_1</c>.
/// </summary>
/// <param name="Blocks">The blocks in order.</param>
internal sealed record StageLayer(EquatableArray<Layer> Blocks) : Layer
{
    /// <summary>
    /// Whether its blocks have names in the state dict, not positions alone, as torchvision's transformers.
    /// </summary>
    public bool NamesBlocks => Blocks.Count > 0 && Blocks[0] is TransformerBlockLayer;

    /// <summary>The key of a block in the state dict, behind that of the stage.</summary>
    /// <param name="index">Its position.</param>
    public string BlockKey(int index) => (NamesBlocks ? "encoder_layer_" : string.Empty) + Text.Of(index);

    /// <inheritdoc/>
    public override bool StatesWidth => Blocks.Count > 0 && Blocks[0].StatesWidth;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number)
    {
        var lines = Blocks.Select(block => block.Describe(number)).ToArray();
        return lines.Length == 0 ? "nothing"
            : Array.TrueForAll(lines, line => line == lines[0]) ? Times(lines.Length, lines[0])
            : lines[0] + "; " + Times(lines.Length - 1, lines[1]);
    }

    private static string Times(int count, string line) => Text.Of(count) + " × " + line;

    /// <inheritdoc/>
    public override LayerInput Accepts => Blocks.Count == 0 ? LayerInput.Any : Blocks[0].Accepts;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        Blocks.Aggregate(input, (shape, block) => block.Output(shape));

    /// <inheritdoc/>
    public override IEnumerable<int> BatchNormChannels(FeatureShape input) =>
        Blocks.SelectMany(block => block.BatchNormChannels(input));

    /// <inheritdoc/>
    public override Layer Split(int splits) => this with { Blocks = new(Blocks.Select(block => block.Split(splits))) };

    /// <inheritdoc/>
    public override IEnumerable<(int Groups, int Channels)> GroupsOf(FeatureShape input) =>
        Blocks.Take(1).SelectMany(block => block.GroupsOf(input));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) =>
        Inferred(input).Sum(block => block.Layer.Parameters(block.Input));

    /// <inheritdoc/>
    public override bool Multiplies(FeatureShape input) =>
        Inferred(input).Any(block => block.Layer.Multiplies(block.Input));

    private IEnumerable<(Layer Layer, FeatureShape Input)> Inferred(FeatureShape input)
    {
        foreach (var block in Blocks)
        {
            yield return (block, input);
            input = block.Output(input);
        }
    }
}

/// <summary>What an encoder says about its residual blocks.</summary>
/// <param name="Norm">What normalizes behind each convolution.</param>
/// <param name="Groups">Groups of <see cref="Norm.Group"/>.</param>
/// <param name="ZeroInitResidual">Whether blocks begin as identities.</param>
internal sealed record BlockSettings(Norm Norm, int Groups, bool ZeroInitResidual) : Model
{
    /// <summary>Batch normalization, started at one.</summary>
    public static BlockSettings Default { get; } = new(Norm.Batch, 32, false);

    /// <summary>As an encoder's attribute states them.</summary>
    public static BlockSettings Of(EncoderAttribute stated) => new(stated.Norm, stated.Groups, stated.ZeroInitResidual);
}
