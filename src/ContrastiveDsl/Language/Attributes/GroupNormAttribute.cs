using System;

namespace ContrastiveDsl;

/// <summary>Group normalization (Wu and He, 2018). Keeps the shape; the groups must divide the channels.</summary>
/// <param name="groups">Number of groups, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>Number of groups.</summary>
    public int Groups { get; } = groups;
}
