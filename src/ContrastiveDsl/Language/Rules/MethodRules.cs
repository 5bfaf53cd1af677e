using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about what a method needs to learn anything: CDSL2xxx.</summary>
public static class MethodRules
{
    /// <summary>Nothing random in an augmentation family.</summary>
    public static readonly Rule IdenticalViews = new(
        "CDSL2015", Severity.Error, "Views are identical",
        "'{0}' applies no random transform, so both views are identical and there is nothing to learn. Add for example [RandomResizedCrop].");

    /// <summary>A temperature that is not greater than 0.</summary>
    public static readonly Rule TemperatureNotPositive = new(
        "CDSL2016", Severity.Error, "Temperature is not positive",
        "Temperature must be greater than 0; it is {0}. Usual values are 0.07 to 0.5.");

    /// <summary>A temperature that nobody uses.</summary>
    public static readonly Rule UnusualTemperature = new(
        "CDSL2017", Severity.Warning, "Temperature is unusual",
        "Temperature {0} {1}. Usual values are 0.07 to 0.5.");

    /// <summary>No negatives in the batch.</summary>
    public static readonly Rule NoNegatives = new(
        "CDSL2019", Severity.Error, "Batch has no negatives",
        "With BatchSize = {0} {1} has no negatives and the loss is always 0. Use at least 2; 256 or more is usual.");

    /// <summary>Few negatives in the batch.</summary>
    public static readonly Rule FewNegatives = new(
        "CDSL2020", Severity.Warning, "Batch has few negatives",
        "{1} with BatchSize = {0} has only {2} negatives per image. Use 64 or more; 256 is usual.");

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } = [IdenticalViews, TemperatureNotPositive, UnusualTemperature, NoNegatives, FewNegatives];
}
