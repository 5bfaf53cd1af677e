using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>VICReg: views agree, components vary between images, and no two of them say the same.</summary>
internal sealed class VicregStep()
    : DecorrelationStep<Vicreg>(
        "both views of an image have one embedding, every component varies between images, and no two components say the same.",
        "Views agree, components vary between images, and no two of them say the same."
    );

/// <summary>What is said of the loss of VICReg.</summary>
internal sealed class VicregText()
    : LossText<VicregLossAttribute>(
        "The loss of VICReg (" + Vicreg.Reference + ").",
        "Invariance, variance and covariance, each times its weight: 2 x [B, D] -> [].",
        "Projections of one view of each image, [B, D], whose scale counts.",
        "Projections of the other view, in the same order."
    );
