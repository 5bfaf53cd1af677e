using System.Linq;

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
            raw.Declaring is not { } attribute
            || MethodCatalogue.Find(attribute.Name) is not { } facts
            || facts.Parts.Any(part => part.IsRequired && attribute.Part(part.Argument, part.Kind) is null)
            || OptimizerResolver.Resolve(raw) is not { } optimizer
        )
        {
            return null;
        }

        var encoder = EncoderResolver.Resolve(
            attribute.Part(nameof(ExperimentAttribute.Encoder), DeclarationKind.Encoder)!
        );
        var head = attribute.Part(nameof(ExperimentAttribute.Projector), DeclarationKind.Projector)!;
        var projector = HeadResolver.Resolve(head).Behind(encoder.Features);
        if (Method(facts, attribute, raw, encoder, projector) is not { } method)
        {
            return null;
        }

        var views = attribute.Part(nameof(ExperimentAttribute.Views), DeclarationKind.Views)!;
        var second = attribute.Part(nameof(ExperimentAttribute.SecondViews), DeclarationKind.Views);
        var hasSecond = method.ViewCount > 1 && second is not null && second.Type != views.Type;
        return new ExperimentModel(
            raw.Type,
            method,
            encoder,
            projector,
            ViewsResolver.Resolve(views),
            LossCatalogue.Resolve(attribute.Part(nameof(ExperimentAttribute.Loss), DeclarationKind.Loss)!),
            Training(raw),
            optimizer,
            Schedule(raw),
            Images(raw)
        )
        {
            Attribute = attribute.Index,
            Recipe = RecipeCatalogue.Of(raw)?.Recipe,
            RecipeAttribute = raw.Find<RecipeAttribute>()?.Index ?? -1,
            SecondViews = hasSecond ? ViewsResolver.Resolve(second!) : null,
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
        var (queueAt, queue) = raw.Bind<NegativeQueueAttribute>();
        var (bankAt, bank) = raw.Bind<MemoryBankAttribute>();
        if (
            (facts.HasQueue && queueAt < 0)
            || (facts.HasBank && bankAt < 0)
            || facts.Resolve(attribute, raw, encoder, projector) is not { } method
        )
        {
            return null;
        }

        var predictor = attribute.Part(nameof(PredictiveExperimentAttribute.Predictor), DeclarationKind.Predictor);
        return method with
        {
            Predictor = facts.HasPredictor ? HeadResolver.Resolve(predictor!).Behind(projector.Output) : null,
            Momentum = facts.Momentum is { } momentum ? Momentum(raw, momentum.Default) : null,
            Queue = facts.HasQueue ? new QueueModel(queue.Size) { Attribute = queueAt } : null,
            Bank = facts.HasBank
                ? new BankModel(bank.Momentum, bank.Negatives, bank.Distinct, bank.ExcludePositive)
                {
                    Fill = bank.Fill,
                    Attribute = bankAt,
                }
                : null,
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
