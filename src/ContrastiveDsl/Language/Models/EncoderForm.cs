using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// How an encoder is given: what its layers are, which settings it reads, and what can be wrong with them. What is
/// general asks here; only the sizes of a transformer, which no other form has, are asked of
/// <see cref="EncoderModel.Transformer"/>.
/// </summary>
internal abstract record EncoderForm : Model
{
    /// <summary>Settings that make a backbone of the catalogue another one.</summary>
    private protected static readonly string[] OfBackbones =
    [
        nameof(EncoderAttribute.Stem),
        nameof(EncoderAttribute.Width),
    ];

    /// <summary>Settings that residual blocks read.</summary>
    private protected static readonly string[] OfBlocks =
    [
        nameof(EncoderAttribute.Norm),
        nameof(EncoderAttribute.Groups),
        nameof(EncoderAttribute.ZeroInitResidual),
    ];

    /// <summary>Side of the images in pixels where none is stated; 0 where it has to be.</summary>
    public virtual int UsualImageSize => 0;

    /// <summary>
    /// How a custom module is created, or none where it cannot be; <see langword="null"/> for what is no custom module.
    /// </summary>
    public virtual CustomConstructor? Module => null;

    /// <summary>What it is in a few words, for <c>describe</c>; empty where the layers say it.</summary>
    public virtual string Description => string.Empty;

    /// <summary>What it is at the beginning of a sentence, for documentation; empty where the layers say it.</summary>
    public virtual string Summary => string.Empty;

    /// <summary>The form of a class as written.</summary>
    public static EncoderForm Of(RawClass raw)
    {
        var stated = raw.Bind<EncoderAttribute>().Value;
        return stated.Backbone switch
        {
            Backbone.VisionTransformer => VisionTransformerForm.Of(raw),
            Backbone.ConvNeXtTiny or Backbone.ConvNeXtSmall => ConvNeXtForm.Of(raw, stated),
            _ when raw.Find<EncoderAttribute>()?.Has(nameof(stated.Backbone)) == true => new ResNetForm(
                stated.Backbone,
                stated.Stem,
                stated.Width,
                BlockSettings.Of(stated)
            ),
            _ when LayerReader.FirstLayer(raw) is not null => new ListedEncoderForm(BlockSettings.Of(stated)),
            _ => new CustomEncoderForm(raw.Facts.IsModule ? raw.Facts.EncoderConstructor : CustomConstructor.None),
        };
    }

    /// <summary>The layers for images of the given channels and side, shapes inferred.</summary>
    /// <param name="raw">The class.</param>
    /// <param name="channels">Channels of the images, 1 or more.</param>
    /// <param name="imageSize">Side of the images in pixels.</param>
    public abstract EquatableArray<NamedLayer> Layers(RawClass raw, int channels, int imageSize);

    /// <summary>
    /// Why an encoder without a fault cannot take images of another size beside those of its own; or
    /// <see langword="null"/>. The only place that says so.
    /// </summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="height">Height of the other images, in pixels.</param>
    /// <param name="width">Their width.</param>
    internal virtual EncoderMisfit? MisfitOf(EncoderModel encoder, int height, int width)
    {
        if (encoder.FixesSize is { } fixing)
        {
            return new("takes images of " + Text.Of(encoder.ImageSize) + " pixels only: " + fixing + " fixes the size")
            {
                Remedy = "End the encoder with [GlobalAveragePool]",
            };
        }

        var minimum = LayerChain.MinimumInput(encoder.Layers, encoder.Channels);
        return minimum > Math.Min(height, width)
            ? new("needs at least " + Text.Of(minimum)) { Sizes = [Text.Of(minimum)] }
            : null;
    }

    /// <summary>Whether it reads a setting that encoders of other forms have no use for.</summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public virtual bool Reads(string word) => false;

    /// <summary>Checks the settings that it reads.</summary>
    internal virtual void CheckSettings(EncoderModel encoder, FindingList findings) { }

    /// <summary>Checks an encoder whose settings are within their ranges.</summary>
    internal virtual void Check(EncoderModel encoder, FindingList findings) { }

    /// <summary>Checks that settings which are written are those that it reads.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="declaring">The attribute that declares it.</param>
    /// <param name="findings">Where findings go.</param>
    internal abstract void CheckUnused(EncoderModel encoder, RawAttribute declaring, FindingList findings);

    /// <summary>What leaves something of images that shrink to nothing, beside larger ones.</summary>
    /// <param name="encoder">The encoder.</param>
    internal virtual Remedy ShrinkLess(EncoderModel encoder) => new("shrink less before it");

    /// <summary>
    /// How an encoder without a fault comes to group normalization in place of that of the batch, in groups that split
    /// the channels of all its layers, in the words that its declaration reads.
    /// </summary>
    internal string GroupNorm(EncoderModel encoder)
    {
        var groups = encoder
            .Layers.SelectMany(layer => layer.Layer.BatchNormChannels(layer.Input))
            .Aggregate(BlockSettings.Default.Groups, Divisors.Common);
        var setting = "set Norm = Norm.Group" + (HasGroups(groups) ? string.Empty : ", Groups = " + Text.Of(groups));
        return OtherNorm(encoder.Layers, "[GroupNorm(" + Text.Of(groups) + ")]", setting);
    }

    /// <summary>How some of its layers come to layer normalization.</summary>
    /// <param name="layers">The layers.</param>
    internal string LayerNorm(IEnumerable<NamedLayer> layers) =>
        OtherNorm(layers, "[LayerNorm]", "set Norm = Norm.Layer");

    /// <summary>Whether its blocks have as many groups as soon as they are normalized in groups.</summary>
    private protected virtual bool HasGroups(int groups) => false;

    /// <summary>How layers come to another normalization than that of the batch.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="word">The attribute that a list has for it.</param>
    /// <param name="setting">What to do where the encoder's settings decide.</param>
    private protected virtual string OtherNorm(IEnumerable<NamedLayer> layers, string word, string setting) => setting;
}

/// <summary>Why an encoder cannot take images of a size.</summary>
/// <param name="Reason">What it takes, as the end of a sentence about it.</param>
internal sealed record EncoderMisfit(string Reason)
{
    /// <summary>What to do about the encoder, where no other size is of help; else <see langword="null"/>.</summary>
    public string? Remedy { get; init; }

    /// <summary>
    /// Sides of square images that it can take, next to those that it cannot; none where no other is.
    /// </summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];
}

/// <summary>What puts a finding right.</summary>
/// <param name="Advice">In words, as the end of a sentence.</param>
internal sealed record Remedy(string Advice)
{
    /// <summary>The change of the source, where it is one.</summary>
    public Edit? Edit { get; init; }
}

/// <summary>An encoder in which residual blocks are, or can be.</summary>
/// <param name="Blocks">What it says about them.</param>
internal abstract record BlockForm(BlockSettings Blocks) : EncoderForm
{
    /// <inheritdoc/>
    private protected override bool HasGroups(int groups) => Blocks.Groups == groups;

    /// <inheritdoc/>
    internal override void CheckSettings(EncoderModel encoder, FindingList findings)
    {
        if (Blocks.Norm == Norm.Group)
        {
            findings.RequireSize(encoder.Attribute, nameof(EncoderAttribute.Groups), Blocks.Groups);
        }
    }

    /// <inheritdoc/>
    internal override void CheckUnused(EncoderModel encoder, RawAttribute declaring, FindingList findings)
    {
        if (Blocks.Norm == Norm.None)
        {
            findings.AddUnused(declaring, "whose Norm is Norm.None", nameof(EncoderAttribute.ZeroInitResidual));
        }

        if (Blocks.Norm != Norm.Group)
        {
            findings.AddUnused(declaring, "whose Norm is not Norm.Group", nameof(EncoderAttribute.Groups));
        }
    }
}

/// <summary>A list of layer attributes.</summary>
/// <param name="Blocks">What it says about its residual blocks.</param>
internal sealed record ListedEncoderForm(BlockSettings Blocks) : BlockForm(Blocks)
{
    /// <inheritdoc/>
    public override EquatableArray<NamedLayer> Layers(RawClass raw, int channels, int imageSize) =>
        LayerChain.Infer(LayerReader.ReadEncoder(raw, Blocks), new FeatureShape(channels, imageSize, imageSize));

    /// <summary>A list has its own normalizations; its residual blocks have that of the encoder.</summary>
    private protected override string OtherNorm(IEnumerable<NamedLayer> layers, string word, string setting)
    {
        var batched = layers.Select(layer => layer.Layer).Where(layer => layer.HasBatchNorm).ToArray();
        string?[] fixes =
        [
            batched.Any(layer => layer is BatchNormLayer) ? BatchNormLayer.Replaced(word) : null,
            batched.Any(layer => layer is ResidualBlockLayer) ? setting + " on [Encoder]" : null,
        ];
        return string.Join(" and ", fixes.OfType<string>());
    }

    /// <summary>Layers in a row that are one linear map; pixels alone, or their means, are no layers at all.</summary>
    internal override void Check(EncoderModel encoder, FindingList findings)
    {
        if (
            !findings.HasErrors
            && encoder.Layers.Any(layer => layer.Layer is ConvLayer or LinearLayer)
            && encoder.Layers.All(layer => layer.Layer.IsLinear)
        )
        {
            findings.Add(ShapeRules.LinearEncoder, encoder.At(), encoder.Type.Name);
        }
    }

    /// <inheritdoc/>
    internal override void CheckUnused(EncoderModel encoder, RawAttribute declaring, FindingList findings)
    {
        findings.AddUnused(declaring, "whose layers are listed", OfBackbones);
        if (encoder.Layers.Any(layer => layer.Layer is ResidualBlockLayer))
        {
            base.CheckUnused(encoder, declaring, findings);
        }
        else
        {
            findings.AddUnused(declaring, "whose list has no residual block", OfBlocks);
        }
    }
}

/// <summary>A module of the user's, of which nothing is known but the sizes that its declaration states.</summary>
/// <param name="Constructor">How it is created, or none where it cannot be.</param>
internal sealed record CustomEncoderForm(CustomConstructor Constructor) : EncoderForm
{
    /// <inheritdoc/>
    public override CustomConstructor? Module => Constructor;

    /// <inheritdoc/>
    public override string Description => "custom module";

    /// <inheritdoc/>
    public override EquatableArray<NamedLayer> Layers(RawClass raw, int channels, int imageSize) =>
        EquatableArray<NamedLayer>.Empty;

    /// <summary>What it takes shows when it is tried.</summary>
    internal override EncoderMisfit? MisfitOf(EncoderModel encoder, int height, int width) => null;

    /// <inheritdoc/>
    internal override void CheckSettings(EncoderModel encoder, FindingList findings)
    {
        if (encoder.StatedFeatures == 0)
        {
            findings.Add(
                DeclarationRules.SizeNotStated,
                encoder.At(nameof(EncoderAttribute.Features)),
                encoder.Type.Name,
                nameof(EncoderAttribute.Features)
            );
        }
    }

    /// <inheritdoc/>
    internal override void CheckUnused(EncoderModel encoder, RawAttribute declaring, FindingList findings) =>
        findings.AddUnused(declaring, "whose module is custom", [.. OfBackbones, .. OfBlocks]);
}
