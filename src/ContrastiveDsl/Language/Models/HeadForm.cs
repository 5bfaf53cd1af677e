using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// How a head is given: what its layers are, which settings it reads, what can be wrong with them, and how it is
/// changed in the words that its declaration reads. What is general asks here; only what a single form has is asked of
/// <see cref="HeadModel.OfPatches"/> and <see cref="HeadModel.Preset"/>.
/// </summary>
/// <param name="StatedOutput">Size of the output as stated, or 0.</param>
internal abstract record HeadForm(int StatedOutput) : Model
{
    /// <summary>Settings that lay a head out by its sizes.</summary>
    private protected static readonly string[] OfSizes =
    [
        nameof(HeadAttribute.Preset),
        nameof(PatchHeadAttribute.Patches),
        nameof(HeadAttribute.Hidden),
        nameof(HeadAttribute.Layers),
        nameof(HeadAttribute.Norm),
        nameof(HeadAttribute.Activation),
        nameof(HeadAttribute.Groups),
        nameof(HeadAttribute.HiddenBias),
        nameof(HeadAttribute.OutputBias),
        nameof(HeadAttribute.OutputNorm),
        nameof(HeadAttribute.OutputAffine),
    ];

    /// <summary>
    /// How a custom module is created, or none where it cannot be; <see langword="null"/> for what is no custom module.
    /// </summary>
    public virtual CustomConstructor? Module => null;

    /// <summary>What it is in a few words, for <c>describe</c>; empty where the layers say it.</summary>
    public virtual string Description => string.Empty;

    /// <summary>The size that its hidden layers state; 0 where it has none, and where they follow the input.</summary>
    public virtual int HiddenSize => 0;

    /// <summary>The settings that it does not read, and why, as the end of a sentence about the class.</summary>
    private protected abstract IEnumerable<(string Reason, string[] Settings)> Unread { get; }

    /// <summary>The form of a class as written.</summary>
    /// <param name="raw">The class.</param>
    /// <param name="declaring">The attribute that declares it.</param>
    public static HeadForm Of(RawClass raw, RawAttribute declaring)
    {
        var isOfPatches = declaring.Declares == DeclarationKind.PatchHead;
        if (!isOfPatches && LayerReader.FirstLayer(raw) is not null)
        {
            return new ListedHeadForm(HeadResolver.Bind(declaring).Output) { Listed = new(LayerReader.ReadHead(raw)) };
        }

        if (raw.Facts.IsModule)
        {
            return new CustomHeadForm(HeadResolver.Bind(declaring).Output, raw.Facts.HeadConstructor);
        }

        return isOfPatches ? PatchHeadForm.Of(declaring) : PerceptronForm.Of(declaring);
    }

    /// <summary>The layers behind an input, shapes inferred.</summary>
    /// <param name="features">Size of the input, or 0 where it is not known.</param>
    public EquatableArray<NamedLayer> Infer(int features) =>
        LayerChain.Infer([.. Layers(features)], InputShape(features));

    /// <summary>Shape of an input of this size.</summary>
    public virtual FeatureShape InputShape(int features) => FeatureShape.Vector(features);

    /// <summary>Size of the output of these layers.</summary>
    /// <param name="layers">Its layers, shapes inferred.</param>
    /// <param name="input">Size of their input.</param>
    public virtual int Output(EquatableArray<NamedLayer> layers, int input) => StatedOutput;

    /// <summary>Checks the settings that it reads.</summary>
    internal virtual void CheckSettings(HeadModel head, FindingList findings) =>
        findings.RequireSize(
            head.Attribute,
            nameof(HeadAttribute.Output),
            StatedOutput,
            hint: StatedOutput > 0 ? string.Empty
                : head.Role == DeclarationKind.Projector ? " Usual values are 64 to 256."
                : " Usual is what the projector has."
        );

    /// <summary>
    /// Checks a head whose settings are within their ranges, and whose layers take what comes to them.
    /// </summary>
    internal virtual void Check(HeadModel head, FindingList findings) { }

    /// <summary>Checks that settings which are written are those that it reads.</summary>
    /// <param name="declaring">The attribute that declares it.</param>
    /// <param name="findings">Where findings go.</param>
    internal void CheckUnused(RawAttribute declaring, FindingList findings)
    {
        foreach (var (reason, settings) in Unread)
        {
            findings.AddUnused(declaring, reason, settings);
        }
    }

    // How it is changed. Where layers are written one by one, which of them these are is the author's to say; what lays
    // them out by settings says it better.

    /// <summary>A head whose output is of this size.</summary>
    internal abstract HeadFix WithOutput(HeadModel head, int size);

    /// <summary>A head of a single linear layer.</summary>
    internal virtual HeadFix SingleLayer(HeadModel head) => ByHand(head, "list one [Linear]");

    /// <summary>A head with a hidden layer more, for one that has none, whose width is its own affair.</summary>
    /// <param name="head">The head.</param>
    /// <param name="norm">What normalizes the hidden layer.</param>
    internal virtual HeadFix HiddenLayer(HeadModel head, Norm norm) =>
        ByHand(
            head,
            "list "
                + Text.And([
                    "a further [Linear]",
                    .. norm == Norm.Batch ? ["[BatchNorm]"] : Array.Empty<string>(),
                    "[Relu]",
                ])
                + " before the [Linear]"
        );

    /// <summary>A head whose hidden layer, which it may have to be given, has this width.</summary>
    /// <param name="head">The head.</param>
    /// <param name="width">Features of the hidden layer.</param>
    internal virtual HeadFix HiddenWidth(HeadModel head, int width) =>
        ByHand(head, "list [Linear(" + Text.Of(width) + ")], [BatchNorm] and [Relu] before the last layer");

    /// <summary>
    /// A head with batch normalization that had none. Predictions stay as they are, so a predictor of a single layer
    /// gets a hidden layer, which is normalized.
    /// </summary>
    internal HeadFix BatchNorm(HeadModel head) =>
        !head.HasHiddenLayer && head.Role == DeclarationKind.Predictor
            ? HiddenLayer(head, Norm.Batch)
            : BatchNormOfLayer(head);

    /// <summary>Batch normalization behind its hidden layers, or else behind its single one.</summary>
    private protected virtual HeadFix BatchNormOfLayer(HeadModel head) =>
        ByHand(head, "add [BatchNorm] behind the " + (head.HasHiddenLayer ? "hidden " : string.Empty) + "[Linear]");

    /// <summary>A head without its batch normalizations.</summary>
    internal virtual HeadFix WithoutBatchNorm(HeadModel head) => ByHand(head, "remove [BatchNorm]");

    /// <summary>Layer normalization in place of its batch normalizations.</summary>
    internal virtual HeadFix LayerNorm(HeadModel head) => ByHand(head, BatchNormLayer.Replaced("[LayerNorm]"));

    /// <summary>A head without the normalizations that it ends in.</summary>
    internal virtual HeadFix WithoutOutputNorm(HeadModel head)
    {
        var end = head
            .Layers.Reverse()
            .TakeWhile(layer => layer.Layer is NormLayer)
            .Select(layer => new Place(head.Type.Qualified, layer.Attribute))
            .ToArray();
        return new HeadFix(end[0], end.Length == 1 ? "remove it" : "remove all of them", new(end.Select(Edit.Remove)));
    }

    private protected static HeadFix ByHand(HeadModel head, string words) =>
        new(head.At(), words, EquatableArray<Edit>.Empty);

    /// <summary>
    /// The settings that make it another one of its kind, and with them those of the written ones that this leaves
    /// without effect.
    /// </summary>
    /// <param name="head">The head.</param>
    /// <param name="other">What becomes of its form.</param>
    /// <param name="settings">The settings that differ, in the order in which they are named; one at least.</param>
    private protected HeadFix Become(
        HeadModel head,
        HeadForm other,
        params IReadOnlyList<(string Setting, string Value)> settings
    )
    {
        var unread = other.UnreadSettings.Except(UnreadSettings, StringComparer.Ordinal).Where(head.States).ToArray();
        return new HeadFix(
            head.At(settings[0].Setting),
            "set "
                + Text.And([.. settings.Select(setting => setting.Setting + " = " + setting.Value)])
                + (unread.Length == 0 ? string.Empty : " and remove " + Text.And(unread)),
            new([
                .. settings.Select(setting => Edit.Set(head.At(setting.Setting), setting.Value)),
                .. unread.Select(setting => Edit.Remove(head.At(setting))),
            ])
        )
        {
            ChangesSettings = true,
        };
    }

    private IEnumerable<string> UnreadSettings => Unread.SelectMany(unread => unread.Settings);

    /// <summary>The layers for an input, their shapes not known yet.</summary>
    private protected abstract IEnumerable<NamedLayer> Layers(int features);
}

/// <summary>A list of layer attributes.</summary>
/// <param name="StatedOutput">Size of the output as stated, or 0.</param>
internal sealed record ListedHeadForm(int StatedOutput) : HeadForm(StatedOutput)
{
    /// <summary>Size of the output that a list without any linear layer is offered.</summary>
    private const int UsualOutput = 128;

    /// <summary>The list. The head's layers tell it: not public, and so not in the fingerprint.</summary>
    internal EquatableArray<NamedLayer> Listed { get; init; } = EquatableArray<NamedLayer>.Empty;

    /// <inheritdoc/>
    private protected override IEnumerable<(string Reason, string[] Settings)> Unread =>
        [("whose layers are listed", OfSizes)];

    /// <inheritdoc/>
    public override int Output(EquatableArray<NamedLayer> layers, int input) => LayerChain.Size(layers, input);

    /// <inheritdoc/>
    private protected override IEnumerable<NamedLayer> Layers(int features) => Listed;

    /// <inheritdoc/>
    internal override void CheckSettings(HeadModel head, FindingList findings)
    {
        if (StatedOutput != 0)
        {
            base.CheckSettings(head, findings);
        }
    }

    /// <summary>Checks that there is something to learn, and that its size is the stated one.</summary>
    internal override void Check(HeadModel head, FindingList findings)
    {
        if (!head.Layers.Any(layer => layer.Layer is LinearLayer))
        {
            var layer = "[Linear(" + Text.Of(StatedOutput == 0 ? UsualOutput : StatedOutput) + ")]";
            findings.Add(ShapeRules.NoLinear, head.At(), head.Type.Name, layer);
            findings.Offer(Edit.AddBehind(findings.At(head.Layers[head.Layers.Count - 1].Attribute), layer));
        }
        else if (StatedOutput != 0 && StatedOutput != head.Output)
        {
            var place = head.At(nameof(HeadAttribute.Output));
            findings.Add(
                ShapeRules.StatedSize,
                place,
                head.Type.Name,
                nameof(HeadAttribute.Output),
                Text.Of(StatedOutput),
                Text.Of(head.Output)
            );
            findings.Offer(Edit.Remove(place));
        }
    }

    /// <inheritdoc/>
    internal override HeadFix WithOutput(HeadModel head, int size) =>
        ByHand(head, "end it with [Linear(" + Text.Of(size) + ")]") with
        {
            Place = head.At(nameof(HeadAttribute.Output)),
        };
}

/// <summary>A module of the user's, of which nothing is known but the sizes that its declaration states.</summary>
/// <param name="StatedOutput">Size of the output as stated, or 0.</param>
/// <param name="Constructor">How it is created, or none where it cannot be.</param>
internal sealed record CustomHeadForm(int StatedOutput, CustomConstructor Constructor) : HeadForm(StatedOutput)
{
    /// <inheritdoc/>
    public override CustomConstructor? Module => Constructor;

    /// <inheritdoc/>
    public override string Description => "custom module";

    /// <inheritdoc/>
    private protected override IEnumerable<(string Reason, string[] Settings)> Unread =>
        [("whose module is custom", OfSizes)];

    /// <inheritdoc/>
    private protected override IEnumerable<NamedLayer> Layers(int features) => [];

    /// <inheritdoc/>
    internal override void CheckSettings(HeadModel head, FindingList findings)
    {
        if (StatedOutput != 0)
        {
            base.CheckSettings(head, findings);
            return;
        }

        findings.Add(
            DeclarationRules.SizeNotStated,
            head.At(nameof(HeadAttribute.Output)),
            head.Type.Name,
            nameof(HeadAttribute.Output)
        );
    }

    /// <summary>The module has to follow its stated size, which no edit makes it do.</summary>
    internal override HeadFix WithOutput(HeadModel head, int size) =>
        Become(head, this, (nameof(HeadAttribute.Output), Text.Of(size))) with
        {
            Edits = EquatableArray<Edit>.Empty,
        };
}
