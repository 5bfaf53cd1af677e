namespace ContrastiveDsl.Language;

/// <summary>How the user's own module is created.</summary>
internal enum OwnConstructor
{
    /// <summary>It is not an own module, or cannot be created.</summary>
    None,

    /// <summary><c>new X()</c>, then moved to the device.</summary>
    Nothing,

    /// <summary><c>new X(device)</c>.</summary>
    Device,

    /// <summary><c>new X(inputSize)</c>, then moved to the device.</summary>
    InputSize,

    /// <summary><c>new X(inputSize, device)</c>.</summary>
    InputSizeAndDevice,
}
