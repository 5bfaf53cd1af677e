namespace ContrastiveDsl.Language;

/// <summary>Binds an experiment's parts and settings.</summary>
internal static class ExperimentResolver
{
    /// <summary>The experiment that a class declares, or <see langword="null"/> where a part or the optimizer is missing or is something else.</summary>
    public static ExperimentModel? Resolve(RawClass raw) => ResolveComplete(RecipeResolver.Complete(raw));

    private static ExperimentModel? ResolveComplete(RawClass raw)
    {
        if (raw.Declaring is not { Declares: DeclarationKind.Experiment } attribute
            || MethodCatalogue.Find(attribute.Name) is not { } method
            || Part(attribute, "Encoder", DeclarationKind.Encoder) is not { } encoder
            || Part(attribute, "Projector", DeclarationKind.Head) is not { } projector
            || Part(attribute, "Views", DeclarationKind.Views) is not { } views
            || Part(attribute, "Loss", DeclarationKind.Loss) is not { } loss
            || OptimizerResolver.Resolve(raw) is not { } optimizer)
        {
            return null;
        }

        var encoderModel = EncoderResolver.Resolve(encoder);
        var head = Behind(HeadResolver.Resolve(projector), encoderModel.Features);
        var viewCount = method.Method == MethodKind.SupCon ? attribute.Int("ViewCount", new SupConAttribute().ViewCount) : method.ViewCount;
        var experiment = new ExperimentModel(
            raw.Type,
            method.Method,
            encoderModel,
            head,
            ViewsResolver.Resolve(views),
            LossResolver.Resolve(loss),
            attribute.Flag("SeparateViews", new SimClrAttribute().SeparateViews),
            Training(raw),
            optimizer,
            Schedule(raw),
            Images(raw))
        {
            Attribute = attribute.Index,
            Recipe = RecipeCatalogue.Of(raw)?.Recipe,
            RecipeAttribute = raw.Find(Words.Recipe)?.Index ?? -1,
            ViewCount = viewCount,
            SecondViews = viewCount > 1 && Part(attribute, "SecondViews", DeclarationKind.Views) is { } second && second.Type != views.Type ? ViewsResolver.Resolve(second) : null,
        };
        return WithMethod(experiment, method, attribute, raw);
    }

    /// <summary>What not every method has.</summary>
    private static ExperimentModel? WithMethod(ExperimentModel experiment, MethodEntry method, RawAttribute attribute, RawClass raw)
    {
        var predictor = Part(attribute, "Predictor", DeclarationKind.Predictor);
        var queue = raw.Find(Words.NegativeQueue);
        var bank = raw.Find(Words.MemoryBank);
        if ((method.HasPredictor && predictor is null) || (method.HasQueue && queue is null) || (method.HasBank && bank is null))
        {
            return null;
        }

        if (method.HasPatches)
        {
            return PatchResolver.WithPatches(experiment with { Bank = Bank(bank!) }, attribute, raw);
        }

        var isMoCo = method.Method == MethodKind.MoCo;
        return experiment with
        {
            Predictor = method.HasPredictor ? Behind(HeadResolver.Resolve(predictor!), experiment.Projector.Output) : null,
            Momentum = method.Momentum is { } usual ? Momentum(raw, usual) : null,
            Queue = method.HasQueue ? new QueueModel(queue!.Int("Size", new NegativeQueueAttribute().Size)) { Attribute = queue.Index } : null,
            Bank = method.HasBank ? Bank(bank!) : null,
            Cpc = method.Method == MethodKind.Cpc ? PatchResolver.Cpc(attribute, experiment.Encoder.ImageSize) : null,
            LabelledPairs = method.Method == MethodKind.Siamese && attribute.Enum("Pairs", default(SimilarPairs)) == SimilarPairs.Labels,
            KeyEncoder = method.TrainsKeys ? KeyEncoder(experiment, attribute) : null,
            KeyProjector = method.TrainsKeys ? KeyProjector(experiment, attribute) : null,
            Version = isMoCo ? attribute.Int("Version", new MoCoAttribute().Version) : 0,
            Symmetric = isMoCo && attribute.Flag("Symmetric", new MoCoAttribute().Symmetric),
            ConstantPredictorRate = method.Method == MethodKind.SimSiam && attribute.Flag("ConstantPredictorRate", new SimSiamAttribute().ConstantPredictorRate),
        };
    }

    /// <summary>The encoder of the keys: that of the queries where none is named.</summary>
    private static EncoderModel KeyEncoder(ExperimentModel experiment, RawAttribute attribute) =>
        Part(attribute, "KeyEncoder", DeclarationKind.Encoder) is { } part && part.Type != experiment.Encoder.Type ? EncoderResolver.Resolve(part) : experiment.Encoder;

    private static HeadModel KeyProjector(ExperimentModel experiment, RawAttribute attribute) =>
        Behind(
            Part(attribute, "KeyProjector", DeclarationKind.Head) is { } part && part.Type != experiment.Projector.Type ? HeadResolver.Resolve(part) : experiment.Projector,
            KeyEncoder(experiment, attribute).Features);

    private static BankModel Bank(RawAttribute attribute)
    {
        var absent = new MemoryBankAttribute();
        return new BankModel(
            attribute.Number("Momentum", absent.Momentum),
            attribute.Int("Negatives", absent.Negatives),
            attribute.Flag("Distinct", absent.Distinct),
            attribute.Flag("ExcludePositive", absent.ExcludePositive))
        {
            Fill = attribute.Flag("Fill", absent.Fill),
            Attribute = attribute.Index,
        };
    }

    internal static HeadModel Behind(HeadModel head, int features) => head.IsInputInferred && features > 0 ? head.WithInput(features) : head;

    private static MomentumModel Momentum(RawClass raw, MomentumModel usual) =>
        raw.Find(Words.MomentumEncoder) is { } attribute
            ? new MomentumModel(
                attribute.Number("Momentum", usual.Momentum),
                attribute.Number("FinalMomentum", usual.FinalMomentum),
                attribute.Enum("Schedule", usual.Schedule),
                attribute.Enum("Start", usual.Start))
            {
                Attribute = attribute.Index,
            }
            : usual;

    internal static RawClass? Part(RawAttribute attribute, string name, DeclarationKind kind) =>
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
