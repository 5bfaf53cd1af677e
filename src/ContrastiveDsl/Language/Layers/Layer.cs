using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// One layer and its algebra: what it does to a shape and how many parameters it has. A layer is described by its
/// settings alone; shapes are inferred.
/// </summary>
internal abstract record Layer : Model
{
    private const string Suffix = "Layer";

    /// <summary>
    /// The name of the layer as its attribute has it, for messages: <c>Conv</c>, <c>BasicBlock</c>; that of its class
    /// without the suffix.
    /// </summary>
    public string Kind => GetType().Name.Substring(0, GetType().Name.Length - Suffix.Length);

    /// <summary>The name of its field in an encoder, which a number follows: <c>conv</c>.</summary>
    public virtual string FieldName => Kind.ToLowerInvariant();

    /// <summary>
    /// The shape after the layer. A side that has vanished is reported as 0 or less; the rules say so to the user.
    /// </summary>
    /// <param name="input">The shape before the layer, of the rank that the layer accepts.</param>
    public abstract FeatureShape Output(FeatureShape input);

    /// <summary>
    /// Whether it says how wide its output is, in channels or features; the others keep the width, or merge tokens or
    /// sides.
    /// </summary>
    public virtual bool StatesWidth => false;

    /// <summary>The layer in a few words: its name, and of its settings those that differ from the usual.</summary>
    /// <param name="number">How a number is written.</param>
    public virtual string Describe(Func<double, string> number) => Kind;

    /// <summary>Trainable parameters.</summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual long Parameters(FeatureShape input) => 0;

    /// <summary>What the layer accepts.</summary>
    public virtual LayerInput Accepts => LayerInput.Any;

    /// <summary>
    /// Whether it is a linear map of its input once training is over, so that layers of this kind in a row are one.
    /// </summary>
    public virtual bool IsLinear => false;

    /// <summary>Whether it multiplies or convolves in bfloat16 where a run asks for that.</summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual bool Multiplies(FeatureShape input) => false;

    /// <summary>By how many pixels it moves from one value of its output to the next.</summary>
    public virtual int Step => 1;

    /// <summary>What of it takes images of one size only, in words, or <see langword="null"/>.</summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual string? FixesSize(FeatureShape input) => null;

    /// <summary>Whether it is a batch normalization or has one inside.</summary>
    public bool HasBatchNorm => BatchNormChannels(default).Any();

    /// <summary>
    /// The channels that its batch normalizations see: each number that occurs, at least once. What normalizes a
    /// shortcut sees as many as the last one.
    /// </summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual IEnumerable<int> BatchNormChannels(FeatureShape input) => [];

    /// <summary>The same layer with every batch normalization split.</summary>
    /// <param name="splits">Parts of a batch, at least 2.</param>
    public virtual Layer Split(int splits) => this;

    /// <summary>Whether the output is a map, even one whose sides have vanished.</summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual bool ReturnsMap(FeatureShape input) =>
        Accepts == LayerInput.Map || (Accepts == LayerInput.Any && !input.IsVector && !input.IsSequence);

    /// <summary>The groups in which it normalizes, and the channels that they split.</summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual IEnumerable<(int Groups, int Channels)> GroupsOf(FeatureShape input) => [];

    /// <summary>Checks its settings.</summary>
    /// <param name="attribute">Index of the attribute that states them.</param>
    /// <param name="findings">Where findings go.</param>
    internal virtual void Check(AttributeIndex attribute, FindingList findings) { }

    /// <summary>The end of a line about a square of pixels.</summary>
    private protected static string Square(int side) => Text.Of(side) + "×" + Text.Of(side);

    /// <summary>The end of a line about what moves by more than a pixel.</summary>
    private protected static string Strided(int stride) => stride == 1 ? string.Empty : ", stride " + Text.Of(stride);

    /// <summary>The end of a line about what sees zeros around a map.</summary>
    private protected static string Padded(int padding) => ", padding " + Text.Of(padding);

    /// <summary>The end of a line about batch normalization of parts.</summary>
    private protected static string Parted(int splits) =>
        splits == 1 ? string.Empty : ", " + Text.Of(splits) + " splits";

    /// <summary>Side of a map after a window of the given kernel, stride and padding has passed over it.</summary>
    protected static int Slide(int side, int kernel, int stride, int padding) =>
        stride < 1 || kernel < 1 || side + (2 * padding) < kernel ? 0 : ((side + (2 * padding) - kernel) / stride) + 1;
}

/// <summary>What a layer accepts.</summary>
internal enum LayerInput
{
    /// <summary>A map, a vector or a sequence.</summary>
    Any,

    /// <summary>A map [C, H, W].</summary>
    Map,

    /// <summary>A vector [D].</summary>
    Vector,

    /// <summary>A sequence of tokens [T, D].</summary>
    Sequence,
}
