using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Barlow Twins: each component the same for both views, and no two components alike.</summary>
internal sealed class BarlowTwinsStep()
    : DecorrelationStep<BarlowTwins>(
        "each component of the embeddings is the same for both views, and tells nothing that another tells.",
        "Components agree between the views and are uncorrelated among themselves."
    );

/// <summary>What is said of the loss of Barlow Twins.</summary>
internal sealed class BarlowTwinsText()
    : LossText<BarlowTwinsLossAttribute>(
        "The loss of Barlow Twins (" + BarlowTwins.Reference + ").",
        "How far the correlations of components between the views are from the identity, off the diagonal times λ: 2 x [B, D] -> [].",
        "Projections of one view of each image, [B, D], of any scale.",
        "Projections of the other view, in the same order."
    );
