using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>MAE: the visible patches are encoded, the removed ones painted.</summary>
internal sealed class MaeStep : StepEmitter<Mae>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "the encoder sees some patches of an image, and a decoder paints the pixels of those that were removed.";

    /// <inheritdoc/>
    public override string Overview(ExperimentParts parts)
    {
        var (encoder, mae) = (parts.Experiment.Encoder, (MaeModel)parts.Experiment.Method);
        return Code.Of(
            $"Images {parts.ViewShape} -> {mae.Visible(encoder)} of {MaeModel.Patches(encoder)} patches -> tokens {Tokens(parts)} -> pixels {Pixels(parts)}."
        );
    }

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (encoder, mae) = (layout.Model?.Encoder, layout.Model?.Method as MaeModel);
        var isWhole = encoder?.Transformer is not null && mae is not null;
        var type = layout.Parts?.Encoder;
        layout.Constant("Patch", encoder?.Transformer?.Patch, "Side of a patch in pixels, that of the encoder.");
        layout.Constant(
            "Patches",
            isWhole ? MaeModel.Patches(encoder!) : null,
            "Patches of an image.",
            isWhole ? "(" + type + ".ImageSize / Patch) * (" + type + ".ImageSize / Patch)" : null
        );
        layout.Constant(
            "MaskRatio",
            mae?.MaskRatio,
            "Share of the patches that are removed" + Source(nameof(MaeAttribute.MaskRatio))
        );
        layout.Constant(
            "VisiblePatches",
            isWhole ? mae!.Visible(encoder!) : null,
            "Patches that the encoder sees.",
            isWhole ? "(int)(Patches * (1 - MaskRatio))" : null
        );
        layout.Constant(
            "DecoderWidth",
            mae?.DecoderWidth,
            "Size of the decoder's tokens" + Source(nameof(MaeAttribute.DecoderWidth))
        );
        layout.Constant(
            "DecoderDepth",
            mae?.DecoderDepth,
            "Blocks of the decoder" + Source(nameof(MaeAttribute.DecoderDepth))
        );
        layout.Constant(
            "DecoderHeads",
            mae?.DecoderHeads,
            "Attention heads of each of them" + Source(nameof(MaeAttribute.DecoderHeads))
        );
        layout.LibraryNetwork(
            "Decoder",
            "MaskedDecoder",
            "The decoder, which paints the pixels of removed patches; of use in training only.",
            "Patches",
            type + ".FeatureSize",
            "Patch * Patch * " + type + ".Channels",
            "DecoderWidth",
            "DecoderDepth",
            "DecoderHeads"
        );

        string Source(string setting) => Provenance.Of<MaeAttribute>(layout.Model, setting);
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("The encoder sees the visible patches alone, other ones of each image in each epoch.");
        var lines = new CommentedLines();
        lines.Add(
            $"var mask = {Names.Augmentation}.RandomMask.Sample(random, share, Patches, VisiblePatches, view.device);"
        );
        lines.Add("var tokens = Encoder.ForwardVisible(view, mask);", ShareShape.Of("-> " + Tokens(parts)));
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("The decoder knows where the tokens belong, and paints every patch.");
        lines.Add("var painted = Decoder.call(tokens, mask);", ShareShape.Of("-> " + Pixels(parts)));
        lines.Add(
            $"var patches = {Names.Augmentation}.PixelPatches.Cut(view, Patch);",
            ShareShape.Of("-> " + Pixels(parts))
        );
        lines.Add(Gathered("patches", "painted"), "-> 2 x " + Pixels(parts) + ", of all processes");
        lines.Add("var removed = run.World.Gather(mask.Removed);", Removed(parts));
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("What was visible is no news: only removed patches count.");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(patches, painted, removed);  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "painted, patches";

    private static string Tokens(ExperimentParts parts)
    {
        var encoder = parts.Experiment.Encoder;
        return Code.Of($"[B, {1 + ((MaeModel)parts.Experiment.Method).Visible(encoder)}, {encoder.Features}]");
    }

    private static string Pixels(ExperimentParts parts)
    {
        var encoder = parts.Experiment.Encoder;
        return Code.Of($"[B, {MaeModel.Patches(encoder)}, {MaeModel.PatchSize(encoder)}]");
    }

    private static string Removed(ExperimentParts parts) =>
        Code.Of($"-> [B, {MaeModel.Patches(parts.Experiment.Encoder)}]");
}

/// <summary>What is said of the loss of masked autoencoders.</summary>
internal sealed class ReconstructionText()
    : LossText<ReconstructionLossAttribute>(
        "The loss of masked autoencoders (" + Mae.Reference + ").",
        "The mean squared distance of pixels as they are and as they are painted, over removed patches: 2 x [B, L, P] and [B, L] -> [].",
        "The pixels, [B, L, P]: L patches of P numbers each. No gradient reaches them.",
        "What was painted, [B, L, P].",
        "1 for each patch that was removed, 0 for a visible one, [B, L]."
    );
