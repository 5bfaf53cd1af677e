using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>SimMIM: masked patches become a learned token, and their pixels are predicted.</summary>
internal sealed class SimMimStep : MaskedStep<SimMim, SimMimAttribute>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "a learned token stands for each masked patch, and a linear layer predicts the pixels that it hides.";

    /// <inheritdoc/>
    public override string Overview(ExperimentParts parts)
    {
        var (encoder, method) = (parts.Experiment.Encoder, (SimMimModel)parts.Experiment.Method);
        var blocks = method.Blocks(encoder);
        return Code.Of(
            $"Images {parts.ViewShape} -> {blocks - method.Visible(encoder)} of {blocks} {method.Things()} masked -> tokens {AllTokens(parts)} -> pixels {Pixels(parts)}."
        );
    }

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (encoder, method) = (layout.Model?.Encoder, layout.Model?.Method as SimMimModel);
        var isWhole = encoder?.Transformer is not null && method is not null;
        AddPatch(layout);
        AddMaskSize(layout, method);
        layout.Constant(
            "Blocks",
            isWhole ? method!.Blocks(encoder!) : null,
            "Blocks of an image, each masked or visible as a whole.",
            isWhole ? Squares(layout, "MaskSize") : null
        );
        layout.Constant(
            "MaskRatio",
            method?.MaskRatio,
            "Share of the blocks that are masked" + Source(layout, nameof(SimMimAttribute.MaskRatio))
        );
        layout.Constant(
            "VisibleBlocks",
            isWhole ? method!.Visible(encoder!) : null,
            "Blocks that the encoder sees.",
            isWhole ? "(int)(Blocks * (1 - MaskRatio))" : null
        );
        layout.LibraryNetwork(
            "Head",
            "PixelHead",
            "The token of masked patches, and the layer that predicts their pixels; of use in training only.",
            layout.Parts?.Encoder + ".FeatureSize",
            NumbersOfAPatch(layout)
        );
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var method = (SimMimModel)parts.Experiment.Method;
        writer.WriteComment($"Some {method.Things()} of each image are masked, other ones in each epoch.");
        var lines = new CommentedLines();
        lines.Add(
            $"var mask = {Names.Augmentation}.RandomMask.Sample(random, {MicroBatchCode.Images(parts)}, Blocks, VisibleBlocks, view.device)"
                + (method.PatchesAlong(parts.Experiment.Encoder) > 1 ? ".Split(MaskSize / Patch);" : ";")
        );
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("The encoder sees all patches, a learned token in place of each masked one.");
        lines.Add(
            "var tokens = Encoder.ForwardMasked(view, mask, Head.MaskToken);",
            MicroBatchCode.Shape(parts, "-> " + AllTokens(parts))
        );
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment("One linear layer predicts the pixels of each patch.");
        WriteComparison(writer, parts, "Head.call(tokens)", "masked");
    }

    private static void AddMaskSize(ExperimentLayout layout, SimMimModel? method)
    {
        const string Side = "Side in pixels of what is masked as a whole";
        var patch = layout.Model?.Encoder.Transformer?.Patch;
        if (method is { MaskSize: 0 })
        {
            layout.Constant("MaskSize", patch, Side + ": a patch.", patch is null ? null : "Patch");
        }
        else
        {
            layout.Constant("MaskSize", method?.MaskSize, Side + Source(layout, nameof(SimMimAttribute.MaskSize)));
        }
    }

    private static string AllTokens(ExperimentParts parts) =>
        Tokens(parts, SimMimModel.Patches(parts.Experiment.Encoder));
}

/// <summary>What is said of the loss of SimMIM.</summary>
internal sealed class L1ReconstructionText()
    : LossText<L1ReconstructionLossAttribute>(
        "The loss of SimMIM (" + SimMim.Reference + ").",
        "The mean absolute distance of pixels as they are and as they are predicted, over masked patches: 2 x [B, L, P] and [B, L] -> [].",
        "The pixels, [B, L, P]: L patches of P numbers each. No gradient reaches them.",
        "What was predicted, [B, L, P].",
        "1 for each patch that was masked, 0 for a visible one, [B, L]."
    );
