using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A head of projections, predictions or patches with everything inferred but its input, which what stands before it in
/// an experiment gives.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">How it is given.</param>
/// <param name="Input">Size of the input, or 0 where only an experiment knows it.</param>
/// <param name="Hidden">Declared size of the hidden layers, or 0 where they follow the input.</param>
/// <param name="Layers">
/// The layers; shapes are those for <see cref="Input"/>, or for a nominal input of 0 where it is inferred. A linear
/// layer with 0 features has as many as the input. Empty for a custom module.
/// </param>
/// <param name="Output">Size of the output.</param>
internal sealed record HeadModel(
    TypeName Type,
    HeadKind Kind,
    int Input,
    int Hidden,
    EquatableArray<NamedLayer> Layers,
    int Output
) : DeclaredModel(Type)
{
    /// <inheritdoc/>
    public override bool IsCustom => Kind == HeadKind.Custom;

    /// <summary>What the head is for.</summary>
    public DeclarationKind Role { get; init; } = DeclarationKind.Projector;

    /// <summary>Number of linear layers as stated.</summary>
    public int StatedLayers { get; init; } = 2;

    /// <summary>Size of the output as stated, or 0.</summary>
    public int StatedOutput { get; init; }

    /// <summary>Whether the declaration leaves the input to the experiment.</summary>
    public bool IsInputInferred { get; init; }

    /// <summary>What normalizes hidden layers, as stated: of a single layer nothing reads it.</summary>
    public Norm Norm { get; init; }

    /// <summary>What normalizes the hidden layers that it has.</summary>
    public Norm HiddenNorm => StatedLayers > 1 ? Norm : Norm.None;

    /// <summary>What normalizes the output.</summary>
    public Norm OutputNorm { get; init; } = Norm.None;

    /// <summary>Groups of <see cref="Norm.Group"/>.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Whether a layer of it reads <see cref="Groups"/>.</summary>
    public bool ReadsGroups => OutputNorm == Norm.Group || HiddenNorm == Norm.Group;

    /// <summary>Whether it has more linear layers than one; of a custom module nobody knows.</summary>
    public bool HasHiddenLayer => Layers.Count(layer => layer.Layer is LinearLayer) > 1;

    /// <summary>Patches that a head of patches concatenates; 0 for the others.</summary>
    public int Patches { get; init; }

    /// <summary>
    /// Whether the attribute states how many. A default that is stated makes no other head: not public, and so not in
    /// the fingerprint.
    /// </summary>
    internal bool StatesPatches { get; init; }

    /// <summary>
    /// The preset that gives what is not written, or <see langword="null"/>. The same head written out is no other one:
    /// not public, and so not in the fingerprint.
    /// </summary>
    internal HeadPreset? Preset { get; init; }

    /// <summary>
    /// The settings that a projector's or a predictor's declaration writes, which a change of another one can leave without
    /// effect. It makes no other head: not public, and so not in the fingerprint.
    /// </summary>
    internal EquatableArray<string> Written { get; init; }

    /// <summary>How a custom module is created.</summary>
    public CustomConstructor Constructor { get; init; }

    /// <summary>Trainable parameters; 0 for a custom module, or as long as the input is not known.</summary>
    public long ParameterCount => Input == 0 ? 0 : Layers.Sum(layer => layer.Parameters);

    /// <summary>No head at all, which hands features on: the projector of a method that has none.</summary>
    /// <param name="features">Size of the features.</param>
    public static HeadModel None(int features) =>
        new(
            new TypeName(string.Empty, string.Empty, string.Empty),
            HeadKind.Layers,
            features,
            0,
            EquatableArray<NamedLayer>.Empty,
            features
        );

    /// <summary>The same head behind an encoder, or behind another head: every shape known.</summary>
    /// <param name="features">
    /// Size of the output of what stands before it, 1 or more; 0 makes the input unknown again.
    /// </param>
    public HeadModel WithInput(int features)
    {
        var settings = FollowInput(features).ToArray();
        var layers = LayerChain.Infer(settings, InputShape(features));
        var output = Kind == HeadKind.Layers ? LayerChain.Size(layers, features) : Output;
        return this with { Input = features, Layers = layers, Output = output };
    }

    /// <summary>The same head behind an encoder, or behind another head, unless its declaration states the input.</summary>
    /// <param name="features">Size of the output of what stands before it, or 0 where that is not known.</param>
    public HeadModel Behind(int features) => IsInputInferred && features > 0 ? WithInput(features) : this;

    /// <summary>Shape of an input of this size: that of the features of several patches is a sequence.</summary>
    public FeatureShape InputShape(int features) =>
        Role == DeclarationKind.PatchHead ? FeatureShape.Sequence(Patches, features) : FeatureShape.Vector(features);

    /// <inheritdoc/>
    internal override EquatableArray<Finding> Find(ClassAnalysis analysis) => PartFindings.Of(this);

    /// <inheritdoc/>
    internal override void CheckUnused(RawClass raw, FindingList findings) =>
        HeadChecks.CheckUnused(this, raw.Declaring!, findings);

    /// <summary>
    /// The layers, those linear layers that follow the input set to its size: all but the last of a perceptron without
    /// a stated hidden size.
    /// </summary>
    private IEnumerable<NamedLayer> FollowInput(int features)
    {
        var follows = Kind == HeadKind.Sizes && Hidden == 0;
        var last = Layers.LastOrDefault(layer => layer.Layer is LinearLayer);
        foreach (var layer in Layers)
        {
            yield return follows && layer.Layer is LinearLayer linear && !ReferenceEquals(layer, last)
                ? layer with
                {
                    Layer = linear with { Features = features },
                }
                : layer;
        }
    }
}

/// <summary>How a head is given.</summary>
internal enum HeadKind
{
    /// <summary>By its sizes, written or of a preset: a perceptron, or a head of patches.</summary>
    Sizes,

    /// <summary>A list of layer attributes.</summary>
    Layers,

    /// <summary>The user's own code.</summary>
    Custom,
}
