using System;
using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What the code of a catalogue loss says about it.</summary>
/// <param name="Summary">The loss, with its paper.</param>
/// <param name="Compute">What its method returns.</param>
/// <param name="Parameters">Names and meanings of the tensors that it takes.</param>
internal sealed record LossText(string Summary, string Compute, IReadOnlyList<(string Name, string What)> Parameters)
{
    private static readonly LossText NtXent = new(
        "The normalized temperature-scaled cross entropy of SimCLR (Chen et al., 2020, arXiv:2002.05709).",
        "The mean over all 2B projections, each with one positive and 2B - 2 negatives: 2 x [B, D] -> [].",
        [
            ("z0", "Projections of one view of each image, [B, D], of any length."),
            ("z1", "Projections of the other view, in the same order."),
        ]
    );

    private static readonly LossText Dcl = new(
        "The decoupled contrastive loss (Yeh et al., 2021, arXiv:2110.06848): NT-Xent without the positive in the denominator.",
        "The mean over all 2B projections, each with one positive and 2B - 2 negatives: 2 x [B, D] -> [].",
        [
            ("z0", "Projections of one view of each image, [B, D], of any length."),
            ("z1", "Projections of the other view, in the same order."),
        ]
    );

    private static readonly LossText InfoNce = new(
        "InfoNCE with a queue of negatives, as in MoCo (He et al., 2019, arXiv:1911.05722).",
        "The mean over queries of the cross entropy of recognizing their key among it and the queue: 2 x [B, D] and [K, D] -> [].",
        [
            ("queries", "Projections of one view of each image, [B, D], of any length."),
            ("keys", "The key network's projections of the other view, in the same order; no gradient reaches them."),
            ("queue", "Keys of earlier batches, unit rows [K, D]."),
        ]
    );

    private static readonly LossText MoCoV3 = new(
        "The contrast of MoCo v3 (Chen et al., 2021, arXiv:2104.02057), in one direction.",
        "2τ times the mean cross entropy of recognizing a query's key among the keys of the batch: 2 x [B, D] -> [].",
        [
            ("queries", "Predictions of one view of each image, [B, D], of any length."),
            (
                "keys",
                "The momentum network's projections of the other view, in the same order; no gradient reaches them."
            ),
        ]
    );

    private static readonly LossText Byol = new(
        "The loss of BYOL (Grill et al., 2020, arXiv:2006.07733), in one direction.",
        "The mean squared distance of unit predictions and unit targets, 2 - 2cos: 2 x [B, D] -> [].",
        [
            ("predictions", "Predictions of one view of each image, [B, D], of any length."),
            (
                "targets",
                "The target network's projections of the other view, in the same order; no gradient reaches them."
            ),
        ]
    );

    private static readonly LossText NegativeCosine = new(
        "The loss of SimSiam (Chen and He, 2020, arXiv:2011.10566), in one direction.",
        "Minus the mean cosine of predictions and what they predict: 2 x [B, D] -> [].",
        [
            ("predictions", "Predictions of one view of each image, [B, D], of any length."),
            ("targets", "Projections of the other view, in the same order; no gradient reaches them."),
        ]
    );

    private static readonly LossText Raft = new(
        "The loss of RAFT and BYOL′ (Shi et al., 2020, arXiv:2011.10944).",
        "The distance between both predictions, and their distance from the targets of the same view, each with its weight and sign: 4 x [B, D] -> [].",
        [
            ("predictions0", "Predictions of one view of each image, [B, D], of any length."),
            ("predictions1", "Predictions of the other view, in the same order."),
            ("targets0", "The target network's projections of the first view; no gradient reaches them."),
            ("targets1", "The target network's projections of the other view; no gradient reaches them."),
        ]
    );

    private static readonly LossText SupCon = new(
        "The supervised contrastive loss (Khosla et al., 2020, arXiv:2004.11362).",
        "The mean over all views of all images, each with the views of its class as positives: [B, V, D] and [B] -> [].",
        [
            ("z", "Projections of V views of each image, [B, V, D], of any length."),
            (
                "labels",
                "Class of each image, [B] int64; -1 for an unlabelled one, whose positives are its own other views."
            ),
        ]
    );

    private static LossText BatchInfoNce(BatchInfoNceLossModel loss) =>
        new(
            "InfoNCE within the batch (van den Oord et al., 2018, arXiv:1807.03748).",
            loss.Symmetric
                ? "The mean of both directions: the cross entropy of recognizing a query's key among those of the batch, and that of recognizing a key's query: 2 x [B, D] -> []."
                : "The mean over queries of the cross entropy of recognizing their key among those of the batch: 2 x [B, D] -> [].",
            [
                (
                    "queries",
                    "Queries, [B, D]"
                        + (
                            loss.Normalize
                                ? ", of any length."
                                : "; inner products are compared, so their length counts."
                        )
                ),
                ("keys", "Their keys, in the same order; gradients reach them too."),
            ]
        );

    private static LossText PairwiseContrastive(LossModel loss) =>
        new(
            "The pairwise contrastive loss (Hadsell, Chopra and LeCun, 2006).",
            "The mean of d² over similar pairs plus that of max(0, margin - d)² over dissimilar ones, of all B x B pairs: 2 x [B, D] and [B] -> [].",
            [
                (
                    "z0",
                    "Projections of one view of each image, [B, D]"
                        + (loss.Normalize ? ", of any length." : "; distances are those of the vectors as they are.")
                ),
                ("z1", "Projections of the other view, in the same order."),
                ("labels", "Class of each image, [B] int64; -1 where only its own views are similar."),
            ]
        );

    private static readonly LossText Nce = new(
        "Noise-contrastive estimation against a memory bank (Wu et al., 2018, arXiv:1805.01978).",
        "The mean over images of telling their entry from K entries drawn as noise: [B], [B, K] and [] -> [].",
        [
            ("positives", "Cosines with the images' own entries, [B]."),
            ("negatives", "Cosines with the entries drawn for each, [B, K]."),
            ("noise", "Level of the noise, [] = Z K / N."),
        ]
    );

    private static readonly LossText MemorySoftmax = new(
        "InfoNCE with a memory bank (Wu et al., 2018, arXiv:1805.01978; PIRL, arXiv:1912.01991).",
        "The mean over images of the cross entropy of recognizing their entry among the negatives: [B] and [B, K] -> [].",
        [
            ("positives", "Cosines with the images' own entries, [B]."),
            ("negatives", "Cosines with the negatives of each, [B, K]; -∞ leaves one out."),
        ]
    );

    /// <summary>The text of a loss.</summary>
    public static LossText Of(LossModel loss) =>
        loss.Name switch
        {
            "NtXent" => NtXent,
            "Dcl" => Dcl,
            "InfoNce" => InfoNce,
            "MoCoV3" => MoCoV3,
            "Byol" => Byol,
            "NegativeCosine" => NegativeCosine,
            "Raft" => Raft,
            "SupCon" => SupCon,
            "BatchInfoNce" => BatchInfoNce((BatchInfoNceLossModel)loss),
            "PairwiseContrastive" => PairwiseContrastive(loss),
            "Nce" => Nce,
            "MemorySoftmax" => MemorySoftmax,
            _ => throw new NotSupportedException("No loss is known by the name of " + loss.Name + "."),
        };
}
