namespace ContrastiveDsl.Language;

/// <summary>Binds an experiment's parts and settings.</summary>
internal static class ExperimentResolver
{
    /// <summary>
    /// The experiment that a class declares, or <see langword="null"/> where a part or the optimizer is missing or is
    /// something else.
    /// </summary>
    /// <param name="raw">The class, its recipe written out.</param>
    public static ExperimentModel? Resolve(RawClass raw)
    {
        if (
            raw.Declaring is not { Declares: DeclarationKind.Experiment } attribute
            || MethodCatalogue.Find(attribute.Name) is not { } facts
            || attribute.Part(nameof(ExperimentAttribute.Encoder), DeclarationKind.Encoder) is not { } encoder
            || attribute.Part(nameof(ExperimentAttribute.Projector), DeclarationKind.Projector) is not { } projector
            || attribute.Part(nameof(ExperimentAttribute.Views), DeclarationKind.Views) is not { } views
            || attribute.Part(nameof(ExperimentAttribute.Loss), DeclarationKind.Loss) is not { } loss
            || OptimizerResolver.Resolve(raw) is not { } optimizer
        )
        {
            return null;
        }

        var encoderModel = EncoderResolver.Resolve(encoder);
        var head = HeadResolver.Resolve(projector).Behind(encoderModel.Features);
        if (Method(facts, attribute, raw, encoderModel, head) is not { } method)
        {
            return null;
        }

        var second =
            method.ViewCount > 1
                ? attribute.Part(nameof(ExperimentAttribute.SecondViews), DeclarationKind.Views)
                : null;
        return new ExperimentModel(
            raw.Type,
            method,
            encoderModel,
            head,
            ViewsResolver.Resolve(views),
            LossCatalogue.Resolve(loss),
            Training(raw),
            optimizer,
            Schedule(raw),
            Images(raw)
        )
        {
            Attribute = attribute.Index,
            Recipe = RecipeCatalogue.Of(raw)?.Recipe,
            RecipeAttribute = raw.Find<RecipeAttribute>()?.Index ?? -1,
            SecondViews = second is not null && second.Type != views.Type ? ViewsResolver.Resolve(second) : null,
        };
    }

    /// <summary>The method with its own settings, and with what several methods have.</summary>
    private static MethodModel? Method(
        Method facts,
        RawAttribute attribute,
        RawClass raw,
        EncoderModel encoder,
        HeadModel projector
    )
    {
        var predictor = attribute.Part(nameof(PredictiveExperimentAttribute.Predictor), DeclarationKind.Predictor);
        var queue = raw.Find<NegativeQueueAttribute>();
        var bank = raw.Find<MemoryBankAttribute>();
        if (
            (facts.HasPredictor && predictor is null)
            || (facts.HasQueue && queue is null)
            || (facts.HasBank && bank is null)
            || facts.Resolve(attribute, raw, encoder) is not { } method
        )
        {
            return null;
        }

        var keys = facts.TrainsKeys ? KeyEncoder(attribute, encoder) : null;
        return method with
        {
            Predictor = facts.HasPredictor ? HeadResolver.Resolve(predictor!).Behind(projector.Output) : null,
            Momentum = facts.Momentum is { } usual ? Momentum(raw, usual) : null,
            Queue = facts.HasQueue
                ? new QueueModel(queue!.Bind<NegativeQueueAttribute>().Size) { Attribute = queue.Index }
                : null,
            Bank = facts.HasBank ? Bank(bank!) : null,
            KeyEncoder = keys,
            KeyProjector = keys is null ? null : KeyProjector(attribute, projector, keys),
        };
    }

    /// <summary>The encoder of the keys: that of the queries where none is named.</summary>
    private static EncoderModel KeyEncoder(RawAttribute attribute, EncoderModel encoder) =>
        attribute.Part(nameof(EndToEndAttribute.KeyEncoder), DeclarationKind.Encoder) is { } part
        && part.Type != encoder.Type
            ? EncoderResolver.Resolve(part)
            : encoder;

    private static HeadModel KeyProjector(RawAttribute attribute, HeadModel projector, EncoderModel keys)
    {
        var part = attribute.Part(nameof(EndToEndAttribute.KeyProjector), DeclarationKind.Projector);
        var named = part is null || part.Type == projector.Type ? projector : HeadResolver.Resolve(part);
        return named.Behind(keys.Features);
    }

    private static BankModel Bank(RawAttribute attribute)
    {
        var stated = attribute.Bind<MemoryBankAttribute>();
        return new BankModel(stated.Momentum, stated.Negatives, stated.Distinct, stated.ExcludePositive)
        {
            Fill = stated.Fill,
            Attribute = attribute.Index,
        };
    }

    /// <summary>What is written, and the method's own defaults for the rest.</summary>
    private static MomentumModel Momentum(RawClass raw, MomentumModel usual)
    {
        if (raw.Find<MomentumEncoderAttribute>() is not { } attribute)
        {
            return usual;
        }

        var stated = attribute.Bind<MomentumEncoderAttribute>();
        return new MomentumModel(
            attribute.Has(nameof(stated.Momentum)) ? stated.Momentum : usual.Momentum,
            attribute.Has(nameof(stated.FinalMomentum)) ? stated.FinalMomentum : usual.FinalMomentum,
            attribute.Has(nameof(stated.Schedule)) ? stated.Schedule : usual.Schedule,
            attribute.Has(nameof(stated.Start)) ? stated.Start : usual.Start
        )
        {
            Attribute = attribute.Index,
        };
    }

    private static TrainingModel Training(RawClass raw)
    {
        var (index, stated) = raw.Bind<TrainingAttribute>();
        return new TrainingModel(stated.Epochs, stated.BatchSize, stated.Seed) { Attribute = index };
    }

    private static ScheduleModel? Schedule(RawClass raw)
    {
        if (raw.Find<CosineScheduleAttribute>() is not { } attribute)
        {
            return null;
        }

        var stated = attribute.Bind<CosineScheduleAttribute>();
        return new ScheduleModel(stated.WarmupFraction, stated.WarmupEpochs, stated.FinalLearningRate)
        {
            FinalWeightDecay = attribute.Has(nameof(stated.FinalWeightDecay)) ? stated.FinalWeightDecay : null,
            Attribute = attribute.Index,
        };
    }

    private static ImagesModel? Images(RawClass raw)
    {
        var (index, stated) = raw.Bind<ImagesAttribute>();
        return index < 0 ? null : new ImagesModel(stated.Count, stated.Classes) { Attribute = index };
    }
}
