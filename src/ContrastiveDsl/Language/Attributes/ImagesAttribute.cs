using System;

namespace ContrastiveDsl;

/// <summary>
/// What is known of the training images. Optional: with it, rules that need sizes are checked at compile time; without
/// it, when the data is opened.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImagesAttribute : SettingAttribute
{
    /// <summary>Number of training images, 1 or more.</summary>
    public int Count { get; set; }

    /// <summary>Number of classes, if there are labels.</summary>
    public int Classes { get; set; }
}
