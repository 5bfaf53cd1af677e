namespace ContrastiveDsl.Language;

/// <summary>Binds an experiment's parts and settings.</summary>
internal static class ExperimentResolver
{
    /// <summary>The experiment that a class declares, or <see langword="null"/> where a part or the optimizer is missing or is something else.</summary>
    public static ExperimentModel? Resolve(RawClass raw)
    {
        if (raw.Declaring is not { Declares: DeclarationKind.Experiment } attribute
            || Part(attribute, "Encoder", DeclarationKind.Encoder) is not { } encoder
            || Part(attribute, "Projector", DeclarationKind.Head) is not { } projector
            || Part(attribute, "Views", DeclarationKind.Views) is not { } views
            || Part(attribute, "Loss", DeclarationKind.Loss) is not { } loss
            || OptimizerResolver.Resolve(raw) is not { } optimizer)
        {
            return null;
        }

        var encoderModel = EncoderResolver.Resolve(encoder);
        var head = HeadResolver.Resolve(projector);
        return new ExperimentModel(
            raw.Type,
            MethodKind.SimClr,
            encoderModel,
            head.IsInputInferred && encoderModel.Features > 0 ? head.WithInput(encoderModel.Features) : head,
            ViewsResolver.Resolve(views),
            LossResolver.Resolve(loss),
            attribute.Flag("SeparateViews", new SimClrAttribute().SeparateViews),
            Training(raw),
            optimizer,
            Schedule(raw),
            Images(raw))
        {
            Attribute = attribute.Index,
        };
    }

    private static RawClass? Part(RawAttribute attribute, string name, DeclarationKind kind) =>
        attribute.Class(name) is { } part && part.Kind == kind ? part : null;

    private static TrainingModel Training(RawClass raw)
    {
        var absent = new TrainingAttribute();
        return raw.Find(Words.Training) is { } attribute
            ? new TrainingModel(attribute.Int("Epochs", absent.Epochs), attribute.Int("BatchSize", absent.BatchSize), attribute.Long("Seed", absent.Seed))
            {
                Attribute = attribute.Index,
            }
            : new TrainingModel(absent.Epochs, absent.BatchSize, absent.Seed);
    }

    private static ScheduleModel? Schedule(RawClass raw)
    {
        var absent = new CosineScheduleAttribute();
        return raw.Find(Words.CosineSchedule) is { } attribute
            ? new ScheduleModel(
                attribute.Number("WarmupFraction", absent.WarmupFraction),
                attribute.Int("WarmupEpochs", absent.WarmupEpochs),
                attribute.Number("FinalLearningRate", absent.FinalLearningRate))
            {
                FinalWeightDecay = attribute.Has("FinalWeightDecay") ? attribute.Number("FinalWeightDecay", absent.FinalWeightDecay) : null,
                Attribute = attribute.Index,
            }
            : null;
    }

    private static ImagesModel? Images(RawClass raw) =>
        raw.Find(Words.Images) is { } attribute
            ? new ImagesModel(attribute.Int("Count", 0), attribute.Int("Classes", 0)) { Attribute = attribute.Index }
            : null;
}
