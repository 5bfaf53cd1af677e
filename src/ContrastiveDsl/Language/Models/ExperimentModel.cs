namespace ContrastiveDsl.Language;

/// <summary>An experiment with everything inferred: what the rules judge, the emitter prints and <c>describe</c> shows.</summary>
/// <param name="Type">The class.</param>
/// <param name="Method">The method.</param>
/// <param name="Encoder">The encoder.</param>
/// <param name="Projector">The projection head, with the encoder's features as its input.</param>
/// <param name="Views">The augmentation family.</param>
/// <param name="Loss">The loss.</param>
/// <param name="SeparateViews">Whether the views are forwarded one after the other.</param>
/// <param name="Training">Settings of the run.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Schedule">The schedule; <see langword="null"/> keeps the rate constant.</param>
/// <param name="Images">What is known of the images; <see langword="null"/> if nothing is.</param>
public sealed record ExperimentModel(
    TypeName Type,
    MethodKind Method,
    EncoderModel Encoder,
    HeadModel Projector,
    ViewsModel Views,
    LossModel Loss,
    bool SeparateViews,
    TrainingModel Training,
    OptimizerModel Optimizer,
    ScheduleModel? Schedule,
    ImagesModel? Images)
{
    /// <summary>Index of the attribute that declares the experiment, among the class's attributes of the language.</summary>
    public int Attribute { get; init; }

    /// <summary>Side of the views in pixels.</summary>
    public int CropSize => Views.StatedCropSize > 0 ? Views.StatedCropSize : Encoder.ImageSize;
}
