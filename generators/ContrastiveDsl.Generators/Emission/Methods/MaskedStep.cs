using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The step of a method that masks patches and reconstructs their pixels: what such methods share of members, and how
/// pixels are compared.
/// </summary>
/// <typeparam name="TMethod">The method.</typeparam>
/// <typeparam name="TAttribute">The attribute that declares it.</typeparam>
internal abstract class MaskedStep<TMethod, TAttribute> : StepEmitter<TMethod>
    where TMethod : Method
    where TAttribute : ExperimentAttribute
{
    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "painted, patches";

    /// <summary>Where a setting comes from, as the end of what is said of a constant.</summary>
    protected static string Source(ExperimentLayout layout, string setting) =>
        Provenance.Of<TAttribute>(layout.Model, setting);

    /// <summary>Adds the side of a patch.</summary>
    protected static void AddPatch(ExperimentLayout layout) =>
        layout.Constant(
            "Patch",
            layout.Model?.Encoder.Transformer?.Patch,
            "Side of a patch in pixels, that of the encoder."
        );

    /// <summary>How many squares of a size an image has, in code.</summary>
    protected static string Squares(ExperimentLayout layout, string size)
    {
        var side = layout.Parts?.Encoder + ".ImageSize / " + size;
        return "(" + side + ") * (" + side + ")";
    }

    /// <summary>How many numbers a patch has, in code.</summary>
    protected static string NumbersOfAPatch(ExperimentLayout layout) =>
        "Patch * Patch * " + layout.Parts?.Encoder + ".Channels";

    /// <summary>Shape of so many tokens of each image, that of the class with them.</summary>
    protected static string Tokens(ExperimentParts parts, int patches) =>
        Code.Of($"[B, {1 + patches}, {parts.Experiment.Encoder.Features}]");

    /// <summary>Shape of the pixels of all patches.</summary>
    protected static string Pixels(ExperimentParts parts)
    {
        var encoder = parts.Experiment.Encoder;
        return Code.Of($"[B, {MaskedModel<TMethod>.Patches(encoder)}, {MaskedModel<TMethod>.PatchSize(encoder)}]");
    }

    /// <summary>Writes the reconstruction, into <c>painted</c>, and how it is compared with the pixels.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="painting">The expression that reconstructs all patches.</param>
    /// <param name="masked">What patches are that are not visible.</param>
    protected static void WriteComparison(IndentedWriter writer, ExperimentParts parts, string painting, string masked)
    {
        var lines = new CommentedLines();
        var (pixels, mask) = (
            Pixels(parts),
            Code.Of($"-> [B, {MaskedModel<TMethod>.Patches(parts.Experiment.Encoder)}]")
        );
        lines.Add("var painted = " + painting + ";", MicroBatchCode.Shape(parts, "-> " + pixels));
        lines.Add(
            $"var patches = {Names.Augmentation}.PixelPatches.Cut(view, Patch);",
            MicroBatchCode.Shape(parts, "-> " + pixels)
        );
        if (MicroBatchCode.Accumulates(parts))
        {
            lines.Add($"var {masked} = mask.Removed;", MicroBatchCode.Micro(mask));
        }
        else
        {
            lines.Add(Gathered("patches", "painted"), "-> 2 x " + pixels + ", of all processes");
            lines.Add($"var {masked} = run.World.Gather(mask.Removed);", mask);
        }

        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment($"What was visible is no news: only {masked} patches count.");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(patches, painted, {masked});  // -> []");
    }
}
