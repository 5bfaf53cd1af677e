using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>MAE: the visible patches are encoded, the removed ones painted.</summary>
internal sealed class MaeStep : MaskedStep<Mae, MaeAttribute>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "the encoder sees some patches of an image, and a decoder paints the pixels of those that were removed.";

    /// <inheritdoc/>
    public override string Overview(ExperimentParts parts)
    {
        var (encoder, mae) = (parts.Experiment.Encoder, (MaeModel)parts.Experiment.Method);
        return Code.Of(
            $"Images {parts.ViewShape} -> {mae.Visible(encoder)} of {MaeModel.Patches(encoder)} patches -> tokens {Tokens(parts, mae.Visible(encoder))} -> pixels {Pixels(parts)}."
        );
    }

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (encoder, mae) = (layout.Model?.Encoder, layout.Model?.Method as MaeModel);
        var isWhole = encoder?.Transformer is not null && mae is not null;
        var type = layout.Parts?.Encoder;
        AddPatch(layout);
        layout.Constant(
            "Patches",
            isWhole ? MaeModel.Patches(encoder!) : null,
            "Patches of an image.",
            isWhole ? Squares(layout, "Patch") : null
        );
        layout.Constant(
            "MaskRatio",
            mae?.MaskRatio,
            "Share of the patches that are removed" + Source(layout, nameof(MaeAttribute.MaskRatio))
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
            "Size of the decoder's tokens" + Source(layout, nameof(MaeAttribute.DecoderWidth))
        );
        layout.Constant(
            "DecoderDepth",
            mae?.DecoderDepth,
            "Blocks of the decoder" + Source(layout, nameof(MaeAttribute.DecoderDepth))
        );
        layout.Constant(
            "DecoderHeads",
            mae?.DecoderHeads,
            "Attention heads of each of them" + Source(layout, nameof(MaeAttribute.DecoderHeads))
        );
        layout.LibraryNetwork(
            "Decoder",
            "MaskedDecoder",
            "The decoder, which paints the pixels of removed patches; of use in training only.",
            "Patches",
            type + ".FeatureSize",
            NumbersOfAPatch(layout),
            "DecoderWidth",
            "DecoderDepth",
            "DecoderHeads"
        );
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var mae = (MaeModel)parts.Experiment.Method;
        writer.WriteComment("The encoder sees the visible patches alone, other ones of each image in each epoch.");
        var lines = new CommentedLines();
        lines.Add(
            $"var mask = {Names.Augmentation}.RandomMask.Sample(random, {MicroBatchCode.Images(parts)}, Patches, VisiblePatches, view.device);"
        );
        lines.Add(
            "var tokens = Encoder.ForwardVisible(view, mask);",
            MicroBatchCode.Shape(parts, "-> " + Tokens(parts, mae.Visible(parts.Experiment.Encoder)))
        );
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("The decoder knows where the tokens belong, and paints every patch.");
        WriteComparison(writer, parts, "Decoder.call(tokens, mask)", "removed");
    }
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
