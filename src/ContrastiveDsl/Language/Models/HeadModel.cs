using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A head of projections, predictions or patches with everything inferred but its input, which what stands before it in
/// an experiment gives: until then shapes are those for a nominal input of 0.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Form">How it is given.</param>
internal sealed record HeadModel(TypeName Type, HeadForm Form) : DeclaredModel(Type)
{
    /// <inheritdoc/>
    public override bool IsCustom => Form.Module is not null;

    /// <summary>What the head is for.</summary>
    public DeclarationKind Role { get; init; } = DeclarationKind.Projector;

    /// <summary>Whether the declaration leaves the input to the experiment.</summary>
    public bool IsInputInferred { get; init; }

    /// <summary>Size of the input, or 0 where only an experiment knows it.</summary>
    public int Input { get; private init; }

    /// <summary>The layers with their shapes; empty for a custom module.</summary>
    public EquatableArray<NamedLayer> Layers { get; private init; } = Form.Infer(0);

    /// <summary>Size of the output.</summary>
    public int Output => Form.Output(Layers, Input);

    /// <summary>
    /// Whether it has more than one linear layer; false for a custom module, whose layers are not known.
    /// </summary>
    public bool HasHiddenLayer => Layers.Count(layer => layer.Layer is LinearLayer) > 1;

    /// <summary>How it maps patches, if it is a head of patches and no custom module.</summary>
    public PatchHeadForm? OfPatches => Form as PatchHeadForm;

    /// <summary>The paper's head that gives what is not written, or <see langword="null"/>.</summary>
    public HeadPresetEntry? Preset =>
        Form is PerceptronForm { Preset: { } preset } ? HeadPresets.Find(preset, Role) : null;

    /// <summary>How a custom module is created.</summary>
    public CustomConstructor Constructor => Form.Module ?? CustomConstructor.None;

    /// <summary>Trainable parameters; 0 for a custom module, or as long as the input is not known.</summary>
    public long ParameterCount => Input == 0 ? 0 : Layers.Sum(layer => layer.Parameters);

    /// <summary>No head at all, which hands features on: the projector of a method that has none.</summary>
    /// <param name="features">Size of the features.</param>
    public static HeadModel None(int features) =>
        new HeadModel(new TypeName(string.Empty, string.Empty, string.Empty), new ListedHeadForm(0)).WithInput(
            features
        );

    /// <summary>The same head behind an encoder, or behind another head: every shape known.</summary>
    /// <param name="features">
    /// Size of the output of what stands before it, 1 or more; 0 makes the input unknown again.
    /// </param>
    public HeadModel WithInput(int features) => this with { Input = features, Layers = Form.Infer(features) };

    /// <summary>
    /// The same head behind an encoder, or behind another head, unless its declaration states the input.
    /// </summary>
    /// <param name="features">Size of the output of what stands before it, or 0 where that is not known.</param>
    public HeadModel Behind(int features) => IsInputInferred && features > 0 ? WithInput(features) : this;

    /// <summary>Whether its attribute writes a setting.</summary>
    /// <param name="setting">The property.</param>
    public bool States(string setting) => Stated.SourceOf(Words.Declaring(Role), setting) == SettingSource.Attribute;

    /// <inheritdoc/>
    internal override EquatableArray<Finding> CheckAll(ClassAnalysis analysis) => PartFindings.Of(this);

    /// <inheritdoc/>
    internal override void CheckUnused(RawClass raw, FindingList findings) =>
        Form.CheckUnused(raw.Declaring!, findings);
}
