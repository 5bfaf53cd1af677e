using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about what a method needs to learn anything: CDSL2xxx.</summary>
internal static class MethodRules
{
    /// <summary>A prediction head is missing.</summary>
    public static readonly Rule MissingPredictor = new(
        "CDSL2001",
        Severity.Error,
        "Method needs a prediction head",
        "{0} needs a prediction head{1}. Add Predictor = typeof(…), a class with {2}, as many outputs as the projector has."
    );

    /// <summary>A queue where nothing is negative.</summary>
    public static readonly Rule NegativesUnused = new(
        "CDSL2002",
        Severity.Error,
        "Method has no negatives",
        "{0} uses no negatives, so [{1}] has no effect. Remove it, or use [MoCo]."
    );

    /// <summary>A queue is missing.</summary>
    public static readonly Rule MissingQueue = new(
        "CDSL2006",
        Severity.Error,
        "Method needs a queue",
        "{0} takes its negatives from a queue of keys. Add [NegativeQueue(Size = 65536)], or "
            + Text.Of(Limits.UsualNegatives)
            + " for a small data set."
    );

    /// <summary>A memory bank is missing.</summary>
    public static readonly Rule MissingBank = new(
        "CDSL2008",
        Severity.Error,
        "Method needs a memory bank",
        "{0} compares with a memory bank. Add [MemoryBank(Momentum = 0.5)]; its size is that of the data."
    );

    /// <summary>A pretext transform is missing.</summary>
    public static readonly Rule MissingPretext = new(
        "CDSL2009",
        Severity.Error,
        "Method needs a pretext transform",
        "{0} needs a pretext transform. Add {1}."
    );

    /// <summary>More distinct negatives than there are.</summary>
    public static readonly Rule TooManyNegatives = new(
        "CDSL2011",
        Severity.Error,
        "More negatives than the bank holds",
        "Cannot draw {0} distinct negatives from a bank of {1} images. Use at most {2}, or Negatives = 0 for all of them with a softmax loss."
    );

    /// <summary>A method with labels on images without.</summary>
    public static readonly Rule MissingLabels = new(
        "CDSL2012",
        Severity.Error,
        "Method needs labels",
        "{0} needs labels, but no image has one. Choose a labeled set, or {1}."
    );

    /// <summary>Nothing random in an augmentation family.</summary>
    public static readonly Rule IdenticalViews = new(
        "CDSL2015",
        Severity.Error,
        "Views are identical",
        "'{0}' applies no random transform{1}, so both views are identical and there is nothing to learn. {2}."
    );

    /// <summary>A temperature that is not greater than 0.</summary>
    public static readonly Rule TemperatureNotPositive = new(
        "CDSL2016",
        Severity.Error,
        "Temperature is not positive",
        "Temperature must be {1}; it is {0}. Usual values are 0.07 to 0.5."
    )
    {
        Value = 0,
    };

    /// <summary>A temperature that nobody uses.</summary>
    public static readonly Rule UnusualTemperature = new(
        "CDSL2017",
        Severity.Warning,
        "Temperature is unusual",
        "Temperature {0} {1}. Usual values are 0.07 to 0.5."
    );

    /// <summary>No negatives in the batch.</summary>
    public static readonly Rule NoNegatives = new(
        "CDSL2019",
        Severity.Error,
        "Batch has no negatives",
        "With BatchSize = {0}, {1} has no negatives and {2}. Use at least 2; 256 or more is usual."
    );

    /// <summary>Few negatives in the batch.</summary>
    public static readonly Rule FewNegatives = new(
        "CDSL2020",
        Severity.Warning,
        "Batch has few negatives",
        "{1} with BatchSize = {0} has only {2} negatives per anchor. Use {3} or more; 256 is usual."
    );

    /// <summary>A loss of another method.</summary>
    public static readonly Rule LossOfOtherMethod = new(
        "CDSL2030",
        Severity.Error,
        "Loss does not fit the method",
        "{0} needs a loss of {1}, but '{2}' {3}. {4}."
    );

    /// <summary>A setting of a method or of its loss out of range.</summary>
    public static readonly Rule Setting = new(
        "CDSL2033",
        Severity.Error,
        "Method or loss setting is out of range",
        "{0} must be {1}; it is {2}."
    )
    {
        Value = 2,
    };

    /// <summary>A recipe of another method.</summary>
    public static readonly Rule RecipeOfOtherMethod = new(
        "CDSL2034",
        Severity.Error,
        "Recipe is for another method",
        "PaperRecipe.{0} is a recipe of {1}, but '{2}' is {3}. Use {4}."
    );

    /// <summary>A loss with another temperature than the recipe's.</summary>
    public static readonly Rule TemperatureOfOtherRecipe = new(
        "CDSL2035",
        Severity.Warning,
        "Temperature is not the recipe's",
        "PaperRecipe.{0} has a temperature of {1}, but '{2}' has {3}. Set Temperature = {1} there."
    );

    /// <summary>A setting of another kind of method.</summary>
    public static readonly Rule NoUse = new(
        "CDSL2036",
        Severity.Error,
        "Method has no use for it",
        "{0} has no {1}, so [{2}] has no effect. Remove it, or use {3}."
    );

    /// <summary>Two pretext transforms.</summary>
    public static readonly Rule TwoPretexts = new(
        "CDSL2037",
        Severity.Error,
        "Two pretext transforms",
        "'{0}' has both {1} and {2}. Keep one; to compare them declare two experiments."
    );

    /// <summary>Noise-contrastive estimation without noise.</summary>
    public static readonly Rule NoNoise = new(
        "CDSL2038",
        Severity.Error,
        "No negatives are drawn",
        "'{0}' tells an entry from noise, but Negatives = 0 draws none. Set Negatives = "
            + Text.Of(Limits.UsualNegatives)
            + ", or use a class with [MemorySoftmaxLoss]."
    );

    /// <summary>A cosine of single numbers.</summary>
    public static readonly Rule SingleComponent = new(
        "CDSL2043",
        Severity.Error,
        "Projection has a single component",
        "The loss compares directions, but of a single component there are two, 1 and -1, and no gradient leads from one to the other. Set the output of '{0}' to 64 or more."
    );

    /// <summary>Labels that are all the same.</summary>
    public static readonly Rule OneClass = new(
        "CDSL2046",
        Severity.Error,
        "Images are of one class",
        "{0} tells classes apart, but Classes = 1 leaves none to tell from. Bring images of two classes or more, or use {1}."
    );

    /// <summary>Both views from one family.</summary>
    public static readonly Rule OneFamily = new(
        "CDSL2047",
        Severity.Info,
        "Both views come from one family",
        "The authors of {0} draw the two views from two families: {3}. Add SecondViews = typeof(…), and see ViewsPreset.{1} and ViewsPreset.{2}."
    );

    /// <summary>Views that differ by a flip alone.</summary>
    public static readonly Rule OnlyFlips = new(
        "CDSL2051",
        Severity.Info,
        "Flip is the only augmentation",
        "Views of '{0}' differ by a flip alone, so that half the pairs are equal to the pixel and little is learned from the others. {1}."
    );

    /// <summary>Small views of which either the family or the number is missing.</summary>
    public static readonly Rule HalfOfLocalViews = new(
        "CDSL2060",
        Severity.Error,
        "Local views are half declared",
        "{0} does nothing without {1}. {2}, or remove it."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        MissingPredictor,
        NegativesUnused,
        MissingQueue,
        MissingBank,
        MissingPretext,
        TooManyNegatives,
        MissingLabels,
        IdenticalViews,
        TemperatureNotPositive,
        UnusualTemperature,
        NoNegatives,
        FewNegatives,
        LossOfOtherMethod,
        Setting,
        RecipeOfOtherMethod,
        TemperatureOfOtherRecipe,
        NoUse,
        TwoPretexts,
        NoNoise,
        SingleComponent,
        OneClass,
        OneFamily,
        OnlyFlips,
        HalfOfLocalViews,
    ];
}
