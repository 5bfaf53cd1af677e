using System;

namespace ContrastiveDsl;

/// <summary>
/// What is known of the training images. Optional: with it, rules that need sizes are checked at compile time; without
/// it, when the data is opened.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImagesAttribute : SettingAttribute
{
    /// <summary>Number of training images; 0, the default, where it is not known.</summary>
    public int Count { get; set; }

    /// <summary>Number of classes; 0, the default, where it is not known or there are no labels.</summary>
    public int Classes { get; set; }
}
