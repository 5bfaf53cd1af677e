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
    /// <param name="resolve">What a class declares that it names.</param>
    public static ExperimentModel? Resolve(RawClass raw, Func<RawClass, ClassModel> resolve)
    {
        if (
            raw.Declaring is not { } attribute
            || MethodCatalogue.Find(attribute.Name) is not { } facts
            || facts.Parts.Any(part => part.IsRequired && attribute.Part(part.Argument, part.Kind) is null)
            || facts.Memory.Any(memory => memory.IsMissing(raw))
            || OptimizerCatalogue.Resolve(raw) is not { } optimizer
        )
        {
            return null;
        }

        return Resolve(raw, attribute, facts, optimizer, part => attribute.Part(part.Argument, part.Kind), resolve);
    }

    /// <summary>
    /// The experiment that a class would declare if it had what it lacks, of which nothing is known: see
    /// <see cref="StandIn"/>. <see langword="null"/> where the method cannot do without to be told.
    /// </summary>
    /// <param name="raw">The class, its recipe written out.</param>
    /// <param name="resolve">What a class declares that it names.</param>
    public static ExperimentModel? Draft(RawClass raw, Func<RawClass, ClassModel> resolve) =>
        raw.Declaring is { } attribute && MethodCatalogue.Find(attribute.Name) is { } facts
            ? Resolve(
                raw,
                attribute,
                facts,
                OptimizerCatalogue.Resolve(raw) ?? new AdamModel(new AdamAttribute()),
                part =>
                    attribute.Part(part.Argument, part.Kind)
                    // A predictor is the last of the networks: nothing else depends on it.
                    ?? (part.IsRequired && part.Kind != DeclarationKind.Predictor ? StandIn.For(part) : null),
                named => StandIn.Is(named.Type) ? ClassModel.Of(named) : resolve(named)
            )
            : null;

    private static ExperimentModel? Resolve(
        RawClass raw,
        RawAttribute attribute,
        Method facts,
        OptimizerModel optimizer,
        Func<PartFacts, RawClass?> partOf,
        Func<RawClass, ClassModel> resolve
    )
    {
        var parts = facts.Parts.ToDictionary(
            part => part.Argument,
            part => partOf(part) is { } named ? resolve(named) : null,
            StringComparer.Ordinal
        );
        var encoder = parts[nameof(ExperimentAttribute.Encoder)]!.Encoder!;
        var projector = facts.HasProjector
            ? parts[nameof(ExperimentAttribute.Projector)]!.Head!.Behind(encoder.Features)
            : HeadModel.None(encoder.Features);
        if (Method(facts, attribute, raw, parts, encoder, projector) is not { } method)
        {
            return null;
        }

        var views = parts[nameof(ExperimentAttribute.Views)]!.Views!;
        var second = parts[nameof(ExperimentAttribute.SecondViews)]?.Views;
        return new ExperimentModel(
            raw.Type,
            method,
            encoder,
            projector,
            views,
            parts[nameof(ExperimentAttribute.Loss)]!.Loss!,
            Training(raw),
            optimizer,
            Schedule(raw),
            Images(raw)
        )
        {
            Attribute = attribute.Index,
            Stated = StatedSettings.Of(raw.Attributes),
            Recipe = RecipeCatalogue.Of(raw)?.Recipe,
            RecipeAttribute = raw.Find<RecipeAttribute>()?.Index ?? AttributeIndex.None,
            SecondViews = method.ViewCount > 1 && second?.Type != views.Type ? second : null,
        };
    }

    /// <summary>The method with its own settings, and with what several methods have.</summary>
    private static MethodModel? Method(
        Method facts,
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder,
        HeadModel projector
    )
    {
        if (facts.Resolve(attribute, raw, parts, encoder) is not { } method)
        {
            return null;
        }

        return method with
        {
            Predictor = facts.HasPredictor
                ? parts[nameof(PredictiveExperimentAttribute.Predictor)]?.Head!.Behind(projector.Output)
                : null,
            LocalViews =
                facts.HasLocalViews && parts[nameof(MultiCropExperimentAttribute.LocalViews)]?.Views is { } local
                    ? new LocalViewsModel(local, LocalCount(attribute))
                    : null,
            Memory = new(facts.Memory.Select(memory => memory.Resolve(raw)).OfType<MemoryModel>().Where(method.Keeps)),
        };
    }

    /// <summary>
    /// Read by name: the attribute that several methods derive theirs from is abstract and binds to nothing.
    /// </summary>
    private static int LocalCount(RawAttribute attribute) =>
        (int)(attribute.Find(nameof(MultiCropExperimentAttribute.LocalCount))?.Integer ?? 0);

    /// <summary>The run that a class declares.</summary>
    /// <param name="raw">The class, its recipe written out.</param>
    public static TrainingModel Training(RawClass raw)
    {
        var (index, stated) = raw.Bind<TrainingAttribute>();
        return new TrainingModel(stated.Epochs, stated.BatchSize, stated.Seed)
        {
            MicroBatch = stated.MicroBatch,
            Precision = stated.Precision,
            Attribute = index,
        };
    }

    /// <summary>The schedule that a class declares, or <see langword="null"/> without one.</summary>
    /// <param name="raw">The class, its recipe written out.</param>
    public static ScheduleModel? Schedule(RawClass raw) =>
        raw.Find<CosineScheduleAttribute>() is { } cosine ? Cosine(cosine)
        : raw.Find<StepScheduleAttribute>() is { } steps ? Steps(steps)
        : null;

    private static CosineScheduleModel Cosine(RawAttribute attribute)
    {
        var stated = attribute.Bind<CosineScheduleAttribute>();
        return new CosineScheduleModel(stated.WarmupFraction, stated.WarmupEpochs, stated.FinalLearningRate)
        {
            DecayEpochs = attribute.Has(nameof(stated.DecayEpochs)) ? stated.DecayEpochs : null,
            FinalWeightDecay = attribute.Has(nameof(stated.FinalWeightDecay)) ? stated.FinalWeightDecay : null,
            Attribute = attribute.Index,
        };
    }

    private static StepScheduleModel Steps(RawAttribute attribute)
    {
        var stated = attribute.Bind<StepScheduleAttribute>();
        return new StepScheduleModel(new(stated.Milestones), stated.Factor, stated.WarmupEpochs)
        {
            Attribute = attribute.Index,
        };
    }

    private static ImagesModel? Images(RawClass raw)
    {
        var (index, stated) = raw.Bind<ImagesAttribute>();
        return index.IsWritten ? new ImagesModel(stated.Count, stated.Classes) { Attribute = index } : null;
    }
}
