using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about images and augmentation: CDSL3xxx.</summary>
internal static class DataRules
{
    /// <summary>Views have another size than the encoder takes.</summary>
    public static readonly Rule CropSize = new(
        "CDSL3001",
        Severity.Error,
        "Crop does not fit the encoder",
        "'{0}' crops to {1} pixels but {2} of {3}. Set Size = {3}, or leave Size out: it follows {4}."
    );

    /// <summary>Crops enlarge the images a lot.</summary>
    public static readonly Rule Enlarges = new(
        "CDSL3002",
        Severity.Warning,
        "Crop enlarges the images",
        "Views of {0} pixels enlarge the {1}-pixel images {2} times. Set ImageSize = {1} on '{3}'."
    );

    /// <summary>Ranges of a random crop.</summary>
    public static readonly Rule CropRange = new(
        "CDSL3003",
        Severity.Error,
        "Crop range is wrong",
        "{0} must satisfy {1}; they are {2} and {3}.{4}"
    );

    /// <summary>A probability outside [0, 1].</summary>
    public static readonly Rule Probability = new(
        "CDSL3004",
        Severity.Error,
        "Probability is out of range",
        "Probability must be between 0 and 1; it is {0}.{1}"
    )
    {
        Value = 0,
    };

    /// <summary>Strengths of color jitter.</summary>
    public static readonly Rule JitterStrength = new(
        "CDSL3005",
        Severity.Error,
        "Jitter strength is out of range",
        "{0} must be {1}; it is {2}.{3}"
    )
    {
        Value = 2,
    };

    /// <summary>A blur kernel without a middle.</summary>
    public static readonly Rule BlurKernel = new(
        "CDSL3006",
        Severity.Error,
        "Blur kernel is not odd",
        "Kernel must be odd and 1 or more; it is {0}. Use {1}."
    )
    {
        Value = 0,
    };

    /// <summary>A threshold outside the values of pixels.</summary>
    public static readonly Rule SolarizeThreshold = new(
        "CDSL3007",
        Severity.Error,
        "Solarize threshold is out of range",
        "Threshold must be between 0 and 1, as pixel values are here; it is {0}. Use {1}."
    )
    {
        Value = 0,
    };

    /// <summary>Means and deviations do not pair up.</summary>
    public static readonly Rule NormalizeLengths = new(
        "CDSL3008",
        Severity.Error,
        "Means and deviations do not match in number",
        "[Normalize] has {0} but {1}. Give one mean and one deviation for each channel."
    );

    /// <summary>A step that needs pixel values comes after they are gone.</summary>
    public static readonly Rule AfterNormalize = new(
        "CDSL3010",
        Severity.Error,
        "Step comes after Normalize",
        "[{0}] needs pixel values between 0 and 1 but comes after [Normalize]. Move it before [Normalize]."
    );

    /// <summary>A change of colors where there are none.</summary>
    public static readonly Rule NoColors = new(
        "CDSL3011",
        Severity.Warning,
        "Color change on one channel",
        "{0} in '{1}' does nothing to the images of '{2}', which have one channel. {3}."
    );

    /// <summary>The same custom transform twice in a row.</summary>
    public static readonly Rule Repeated = new(
        "CDSL3013",
        Severity.Warning,
        "Transform is repeated",
        "'{0}' is applied twice in a row in '{1}'. Remove one."
    );

    /// <summary>Patches that the encoder cannot take.</summary>
    public static readonly Rule PatchTooSmall = new(
        "CDSL3016",
        Severity.Error,
        "Patches do not fit the encoder",
        "{0} makes patches of {1}×{1} pixels, but '{2}' {3}. {4}."
    );

    /// <summary>Fewer images than a batch holds.</summary>
    public static readonly Rule BatchExceedsImages = new(
        "CDSL3019",
        Severity.Error,
        "Batch is larger than the data",
        "There {1}, fewer than BatchSize = {0}, so an epoch has no step. {2}."
    );

    /// <summary>Deviations of a blur.</summary>
    public static readonly Rule BlurRange = new(
        "CDSL3024",
        Severity.Error,
        "Blur range is wrong",
        "{0} must satisfy {1}; they are {2} and {3}.{4}"
    );

    /// <summary>A blur kernel larger than the image that it reflects.</summary>
    public static readonly Rule BlurTooLarge = new(
        "CDSL3025",
        Severity.Error,
        "Blur kernel is too large",
        "'{0}' blurs with a kernel of {1} pixels, but reflection at the border allows at most {2} on the {3}-pixel views of '{4}'. {5}."
    );

    /// <summary>A deviation that cannot be divided by.</summary>
    public static readonly Rule NormalizeDeviation = new(
        "CDSL3026",
        Severity.Error,
        "Normalize deviation is not positive",
        "Std must be {1}; {0}. Use the deviation of pixel values between 0 and 1."
    );

    /// <summary>What is said of the images is impossible.</summary>
    public static readonly Rule ImagesOutOfRange = new(
        "CDSL3030",
        Severity.Error,
        "Image facts are out of range",
        "{0} must be {1}; it is {2}."
    )
    {
        Value = 2,
    };

    /// <summary>A setting of patches out of range.</summary>
    public static readonly Rule PatchRange = new(
        "CDSL3031",
        Severity.Error,
        "Patch setting is out of range",
        "{0} must be {1}; it is {2}.{3}"
    )
    {
        Value = 2,
    };

    /// <summary>Families of one experiment that normalize differently.</summary>
    public static readonly Rule OtherNormalize = new(
        "CDSL3032",
        Severity.Warning,
        "Families normalize differently",
        "'{0}' does not normalize as '{1}' does, so the encoder sees {2} in different ranges. End both with the same [Normalize]."
    );

    /// <summary>A change of colors of images that are neither colored nor gray.</summary>
    public static readonly Rule NeedsRgb = new(
        "CDSL3033",
        Severity.Error,
        "Color change needs three channels",
        "{0} in '{1}' needs 3 channels, red, green and blue, or 1, but '{2}' takes images of {3}. {4}."
    );

    /// <summary>Statistics that pixel values between 0 and 1 cannot have.</summary>
    public static readonly Rule NormalizeUnits = new(
        "CDSL3034",
        Severity.Warning,
        "Normalize has other units",
        "{0} = {1} is no {2} of pixel values, which lie between 0 and 1 here. {3}."
    );

    /// <summary>A mean that makes every pixel no number.</summary>
    public static readonly Rule NormalizeMean = new(
        "CDSL3035",
        Severity.Error,
        "Normalize mean is no number",
        "Mean must be a number; it is {0}. Use the mean of pixel values between 0 and 1."
    )
    {
        Value = 0,
    };

    /// <summary>A step that leaves every image as it is.</summary>
    public static readonly Rule NoEffect = new(
        "CDSL3036",
        Severity.Warning,
        "Step does nothing",
        "[{0}] does nothing, since {1}. {2}, or remove it."
    );

    /// <summary>Factors that make most images black or white.</summary>
    public static readonly Rule JitterScale = new(
        "CDSL3037",
        Severity.Warning,
        "Jitter is beyond its scale",
        "{0} = {1} draws factors from 0 to {2}, which leave little of most images. {3}"
    );

    /// <summary>Small views that the encoder cannot take.</summary>
    public static readonly Rule LocalSize = new(
        "CDSL3038",
        Severity.Error,
        "Local views do not fit the encoder",
        "'{0}' crops to {1} pixels, but '{2}' {3}. {4}."
    );

    /// <summary>Small views that are not small.</summary>
    public static readonly Rule LocalNotSmall = new(
        "CDSL3039",
        Severity.Info,
        "Local views are as large as the others",
        "'{0}' draws local views of {1} pixels beside large ones of {2}, so that each costs as much as a large one. Give its [RandomResizedCrop] a smaller Size."
    );

    /// <summary>Factors of a change of sharpness.</summary>
    public static readonly Rule SharpnessRange = new(
        "CDSL3040",
        Severity.Error,
        "Sharpness range is wrong",
        "{0} must satisfy {1}; they are {2} and {3}.{4}"
    );

    /// <summary>A crop that only gets squares.</summary>
    public static readonly Rule LateCrop = new(
        "CDSL3041",
        Severity.Warning,
        "Crop comes after another step",
        "[{0}] comes after [{1}], so that images of a folder are cut to the square in their middle first: only a family that begins with the crop takes its rectangle from the whole image. Move it before [{1}]."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        CropSize,
        Enlarges,
        CropRange,
        Probability,
        JitterStrength,
        BlurKernel,
        SolarizeThreshold,
        NormalizeLengths,
        AfterNormalize,
        NoColors,
        Repeated,
        PatchTooSmall,
        BatchExceedsImages,
        BlurRange,
        BlurTooLarge,
        NormalizeDeviation,
        ImagesOutOfRange,
        PatchRange,
        OtherNormalize,
        NeedsRgb,
        NormalizeUnits,
        NormalizeMean,
        NoEffect,
        JitterScale,
        LocalSize,
        LocalNotSmall,
        SharpnessRange,
        LateCrop,
    ];
}
