using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about shapes and dimensions: CDSL1xxx.</summary>
internal static class ShapeRules
{
    /// <summary>The head's input is not the encoder's output.</summary>
    public static readonly Rule ProjectorInput = new(
        "CDSL1001",
        Severity.Error,
        "Projector does not fit the encoder",
        "'{0}' expects {1} inputs but '{2}' returns {3} features. Set Input = {3}, or leave Input out: it is inferred."
    );

    /// <summary>A predictor's stated input is not the projector's output.</summary>
    public static readonly Rule PredictorInput = new(
        "CDSL1002",
        Severity.Error,
        "Predictor does not fit the projector",
        "'{0}' expects {1} inputs, but '{2}' returns {3}. Set Input = {3}, or leave it out: it is inferred."
    );

    /// <summary>A prediction of another size than what it is compared with.</summary>
    public static readonly Rule PredictorOutput = new(
        "CDSL1003",
        Severity.Error,
        "Prediction does not fit its target",
        "'{0}' predicts {1} values, but is compared with the {2} of '{3}'. {4}."
    );

    /// <summary>A size lies outside its range.</summary>
    public static readonly Rule SizeOutOfRange = new(
        "CDSL1004",
        Severity.Error,
        "Size is out of range",
        "{0} must be {1}; it is {2}.{3}"
    )
    {
        Value = 2,
    };

    /// <summary>Views are normalized for another number of channels than the encoder takes.</summary>
    public static readonly Rule NormalizeChannels = new(
        "CDSL1006",
        Severity.Error,
        "Normalize does not fit the channels",
        "'{0}' normalizes {1} but '{2}' takes images of {3}. Give [Normalize] one mean and one deviation for each channel, or set Channels = {4} on '{2}'."
    );

    /// <summary>Nothing is left of the image.</summary>
    public static readonly Rule Vanishes = new(
        "CDSL1007",
        Severity.Error,
        "Image shrinks to nothing",
        "Images of {0}×{0} pixels shrink to nothing at [{1}] of '{2}'{3}. Raise ImageSize, or {4}."
    );

    /// <summary>A stem for large images in front of small ones.</summary>
    public static readonly Rule LargeStem = new(
        "CDSL1008",
        Severity.Warning,
        "ImageNet stem on small images",
        "The ImageNet stem leaves {1}×{1} of {0}×{0} pixels before they are averaged. Set Stem = Stem.Small."
    );

    /// <summary>Patches do not tile the images.</summary>
    public static readonly Rule Patches = new(
        "CDSL1009",
        Severity.Error,
        "Patches do not tile the image",
        "Images of {0}×{0} pixels cannot be cut into patches of {1}×{1}. Set Patch = {2}, or ImageSize = {3}."
    );

    /// <summary>Heads do not divide the width.</summary>
    public static readonly Rule Heads = new(
        "CDSL1010",
        Severity.Error,
        "Heads do not divide the width",
        "{0} heads cannot split a width of {1}. Use {2} heads."
    );

    /// <summary>Sines and cosines of rows and columns do not fit the width.</summary>
    public static readonly Rule SinCosWidth = new(
        "CDSL1011",
        Severity.Error,
        "Width is not a multiple of 4",
        "Fixed positions have as many sines as cosines for rows and for columns, but a width of {0} is not a multiple of 4. Use {1}."
    );

    /// <summary>Groups do not divide channels.</summary>
    public static readonly Rule Groups = new(
        "CDSL1012",
        Severity.Error,
        "Groups do not divide the channels",
        "{0} groups cannot split {1}. Use {2}."
    );

    /// <summary>Batch normalization over a batch of one vector.</summary>
    public static readonly Rule SingleValue = new(
        "CDSL1013",
        Severity.Error,
        "Batch normalization of a single value",
        "With BatchSize = {0}, the batch normalization of '{1}' sees a single value per channel. Use a batch of 2 or more (256 is usual), or {2} there."
    );

    /// <summary>A head of patches for another number of them.</summary>
    public static readonly Rule PatchCount = new(
        "CDSL1014",
        Severity.Error,
        "Patch head has another number of patches",
        "'{0}' concatenates {1} × {2} = {3} features, but {4} makes {5}. Set Patches = {6}."
    );

    /// <summary>Projections of patches, or of keys, of another size than those they are compared with.</summary>
    public static readonly Rule ProjectionSizes = new(
        "CDSL1015",
        Severity.Error,
        "Projections have different sizes",
        "'{0}' returns {1} values, but is compared with the {2} of '{3}'. {4}."
    );

    /// <summary>Encoders of queries and keys for different images.</summary>
    public static readonly Rule KeyImages = new(
        "CDSL1024",
        Severity.Error,
        "Encoders take different images",
        "'{0}' takes images of {1}, but '{2}' takes {3}. Both see views of the same images: give them the same Channels and ImageSize."
    );

    /// <summary>The side of the images is not stated.</summary>
    public static readonly Rule ImageSizeNotStated = new(
        "CDSL1021",
        Severity.Error,
        "Image size is not stated",
        "'{0}' does not say how large its images are. Set ImageSize to their side in pixels."
    );

    /// <summary>A layer's setting lies outside its range.</summary>
    public static readonly Rule LayerSetting = new(
        "CDSL1022",
        Severity.Error,
        "Layer setting is out of range",
        "{0} must be {1}; it is {2}.{3}"
    )
    {
        Value = 2,
    };

    /// <summary>A layer is fed a map instead of a vector, or the other way round.</summary>
    public static readonly Rule WrongRank = new(
        "CDSL1030",
        Severity.Error,
        "Layer is fed the wrong rank",
        "[{0}] takes {1} but gets {2}. {3}."
    );

    /// <summary>An encoder ends with a map.</summary>
    public static readonly Rule EndsWithMap = new(
        "CDSL1031",
        Severity.Error,
        "Encoder does not end with a vector",
        "'{0}' ends with the map {1}, but an encoder returns a vector. Add [GlobalAveragePool] or [Flatten] at its end."
    );

    /// <summary>The images that were opened have another number of channels.</summary>
    public static readonly Rule DataChannels = new(
        "CDSL1032",
        Severity.Error,
        "Data does not fit the channels",
        "'{0}' takes images of {1} but the data has {2}. Set Channels = {2} on it."
    );

    /// <summary>The images that were opened have another size, and nothing evens that out.</summary>
    public static readonly Rule DataSize = new(
        "CDSL1033",
        Severity.Error,
        "Data does not fit the image size",
        "'{0}' is declared for images of {1}×{1} pixels but the data has {2}×{3}, and {4}. {5}."
    );

    /// <summary>A bottleneck's channels cannot be quartered.</summary>
    public static readonly Rule BottleneckChannels = new(
        "CDSL1034",
        Severity.Error,
        "Bottleneck channels are no multiple of 4",
        "The inner width of a bottleneck is a quarter of its channels, but {0} is not a multiple of 4. Use {1}."
    );

    /// <summary>A stated size differs from the one that the layers give.</summary>
    public static readonly Rule StatedSize = new(
        "CDSL1035",
        Severity.Error,
        "Stated size contradicts the layers",
        "'{0}' states {1} = {2} but its layers return {3} features. Remove {1}: it is inferred."
    );

    /// <summary>A head has nothing that decides its output.</summary>
    public static readonly Rule NoLinear = new(
        "CDSL1036",
        Severity.Error,
        "Head has no linear layer",
        "'{0}' lists no [Linear], so nothing projects and its output size is unknown. Add {1}."
    );

    /// <summary>Splits of batch normalization do not divide the batch.</summary>
    public static readonly Rule UnevenSplits = new(
        "CDSL1037",
        Severity.Error,
        "Batch does not split evenly",
        "BatchSize = {0} cannot be split into the {1} equal parts of [SplitBatchNorm] on '{2}'. Use {3}."
    );

    /// <summary>Splits of batch normalization leave single images.</summary>
    public static readonly Rule SingleImageSplits = new(
        "CDSL1038",
        Severity.Error,
        "Splits leave single images",
        "BatchSize = {0} leaves a single image for each of the {1} splits of '{2}', too few for statistics. Use {3} or more, or fewer splits."
    );

    /// <summary>A preset that does not exist for this kind of head.</summary>
    public static readonly Rule PresetOfOtherHead = new(
        "CDSL1039",
        Severity.Error,
        "Preset is for another head",
        "HeadPreset.{0} has no {1} head. Use {2}."
    );

    /// <summary>An encoder that does no more than one linear layer.</summary>
    public static readonly Rule LinearEncoder = new(
        "CDSL1040",
        Severity.Warning,
        "Encoder is linear",
        "'{0}' has no activation, so that all its layers together are one linear map. Add [Relu] behind each [Conv], and behind each [Linear] but the last."
    );

    /// <summary>A momentum of batch normalization in the manner of other frameworks.</summary>
    public static readonly Rule NewestStatistics = new(
        "CDSL1041",
        Severity.Warning,
        "Running statistics are those of the newest batch",
        "Momentum is the share of the newest batch in the running statistics here, and {0} leaves little of the others. Use {1}."
    );

    /// <summary>A stem that does not shrink large images.</summary>
    public static readonly Rule SmallStem = new(
        "CDSL1042",
        Severity.Info,
        "Small stem on large images",
        "Stem.Small keeps images of {0} pixels at full size: with sixteen times the positions of Stem.ImageNet every stage takes sixteen times the time and memory. Use Stem.ImageNet, or smaller images."
    );

    /// <summary>A layer moves by more than a pixel over a map that has one.</summary>
    public static readonly Rule StrideOfOnePixel = new(
        "CDSL1043",
        Severity.Warning,
        "Stride on a single pixel",
        "Of images of {2}×{2} pixels a single one is left at [{0}], and Stride = {1} has nothing to shrink. Set Stride = 1, shrink less before it, or leave the layer out."
    );

    /// <summary>Group normalization of vectors, or maps of one pixel, whose groups have one channel.</summary>
    public static readonly Rule SingleNumbers = new(
        "CDSL1044",
        Severity.Error,
        "Group normalization of single numbers",
        "Each of so many groups, {0}, has a single number here. Normalized by itself it becomes 0, so that nothing passes. {1}."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        ProjectorInput,
        PredictorInput,
        PredictorOutput,
        SizeOutOfRange,
        NormalizeChannels,
        Vanishes,
        LargeStem,
        Patches,
        Heads,
        SinCosWidth,
        Groups,
        SingleValue,
        PatchCount,
        ProjectionSizes,
        KeyImages,
        ImageSizeNotStated,
        LayerSetting,
        WrongRank,
        EndsWithMap,
        DataChannels,
        DataSize,
        BottleneckChannels,
        StatedSize,
        NoLinear,
        UnevenSplits,
        SingleImageSplits,
        PresetOfOtherHead,
        LinearEncoder,
        NewestStatistics,
        SmallStem,
        StrideOfOnePixel,
        SingleNumbers,
    ];
}
