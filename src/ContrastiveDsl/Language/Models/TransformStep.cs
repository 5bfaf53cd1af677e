namespace ContrastiveDsl.Language;

/// <summary>One step of an augmentation family.</summary>
internal abstract record TransformStep : Model
{
    /// <summary>The name as its attribute has it, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Uniform random numbers that the step needs for each sample.</summary>
    public abstract int Draws { get; }

    /// <summary>Index of the attribute that declares the step among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}

/// <summary>A random rectangle resized to a square. <paramref name="Size"/> 0 follows the encoder.</summary>
internal sealed record RandomResizedCropStep(
    int Size,
    double MinScale,
    double MaxScale,
    double MinRatio,
    double MaxRatio
) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomResizedCrop";

    /// <inheritdoc/>
    public override int Draws => 5;
}

/// <summary>A random mirror image.</summary>
internal sealed record RandomHorizontalFlipStep(double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomHorizontalFlip";

    /// <inheritdoc/>
    public override int Draws => 1;
}

/// <summary>Random brightness, contrast, saturation and hue in random order.</summary>
internal sealed record ColorJitterStep(
    double Brightness,
    double Contrast,
    double Saturation,
    double Hue,
    double Probability
) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "ColorJitter";

    /// <inheritdoc/>
    public override int Draws => 6;
}

/// <summary>Random loss of colour.</summary>
internal sealed record RandomGrayscaleStep(double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomGrayscale";

    /// <inheritdoc/>
    public override int Draws => 1;
}

/// <summary>Random blur.</summary>
internal sealed record GaussianBlurStep(int Kernel, double MinSigma, double MaxSigma, double Probability)
    : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "GaussianBlur";

    /// <inheritdoc/>
    public override int Draws => 2;
}

/// <summary>Random inversion of bright values.</summary>
internal sealed record SolarizeStep(double Threshold, double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "Solarize";

    /// <inheritdoc/>
    public override int Draws => 1;
}

/// <summary>Normalisation by mean and deviation of each channel.</summary>
internal sealed record NormalizeStep(EquatableArray<double> Mean, EquatableArray<double> Std) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "Normalize";

    /// <inheritdoc/>
    public override int Draws => 0;
}

/// <summary>A custom transform.</summary>
/// <param name="Type">The class that has it.</param>
/// <param name="DrawCount">Random numbers that it declares.</param>
internal sealed record CustomTransformStep(TypeName Type, int DrawCount) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "Transform";

    /// <inheritdoc/>
    public override int Draws => DrawCount;
}
