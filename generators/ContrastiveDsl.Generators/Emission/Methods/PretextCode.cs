using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What differs in PIRL's emitted code with its pretext transform. One subclass for each.</summary>
internal abstract class PretextCode
{
    /// <summary>What stands beside the image, as a noun.</summary>
    public abstract string Noun { get; }

    /// <summary>What its views are views of, behind a word for those of the image.</summary>
    public abstract string Views { get; }

    /// <summary>What becomes of an image, in a comment.</summary>
    public abstract string Comment { get; }

    /// <summary>The expression for the patches of an image.</summary>
    public abstract string Count { get; }

    /// <summary>The local with the transformed images.</summary>
    public abstract string Local { get; }

    /// <summary>The code of a transform; of one that is not known, the jigsaw's, which has all members.</summary>
    public static PretextCode Of(PretextTransformModel? transform) =>
        transform switch
        {
            null => new JigsawCode(null),
            JigsawModel jigsaw => new JigsawCode(jigsaw),
            RotationModel => new RotationCode(),
            _ => throw new System.NotSupportedException(transform.Maker + " has no code."),
        };

    /// <summary>The call that transforms the images, after the name of its namespace.</summary>
    /// <param name="size">The expression for the side of the encoder's images.</param>
    public abstract string Sample(string size);

    /// <summary>The expression for the side of a patch.</summary>
    /// <param name="size">The expression for the side of the encoder's images.</param>
    public abstract string PatchSize(string size);

    /// <summary>Adds its settings as constants.</summary>
    public abstract void AddMembers(ExperimentLayout layout);

    /// <summary>Adds the constant that all have.</summary>
    /// <typeparam name="TAttribute">The attribute that states the transform.</typeparam>
    /// <param name="layout">The layout.</param>
    /// <param name="name">The constant.</param>
    /// <param name="crop">The crop that it bounds.</param>
    protected static void AddMinScale<TAttribute>(ExperimentLayout layout, string name, string crop)
        where TAttribute : PretextTransformAttribute =>
        layout.Constant(
            name,
            layout.Model?.Pretext?.Transform.MinScale,
            "Minimum share of the image that "
                + crop
                + " covers"
                + Provenance.Of<TAttribute>(layout.Model, nameof(PretextTransformAttribute.MinScale))
        );
}
