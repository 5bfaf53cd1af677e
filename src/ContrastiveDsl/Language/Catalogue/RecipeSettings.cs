namespace ContrastiveDsl.Language;

/// <summary>What attributes on an experiment would say, for the rows of <see cref="RecipeCatalogue"/>.</summary>
internal static class RecipeSettings
{
    private const double Linear = (double)LearningRateScaling.Linear;

    /// <summary>Epochs and batch.</summary>
    public static RawAttribute Run(int epochs, int batchSize) =>
        RawAttribute.Of<TrainingAttribute>(
            (nameof(TrainingAttribute.Epochs), epochs),
            (nameof(TrainingAttribute.BatchSize), batchSize)
        );

    /// <summary>A cosine down to 0.</summary>
    public static RawAttribute Cosine(int warmupEpochs = 0) =>
        RawAttribute.Of<CosineScheduleAttribute>((nameof(CosineScheduleAttribute.WarmupEpochs), warmupEpochs));

    /// <summary>A cosine down to a rate that the batch does not scale.</summary>
    public static RawAttribute Cosine(int warmupEpochs, double finalRate) =>
        RawAttribute.Of<CosineScheduleAttribute>(
            (nameof(CosineScheduleAttribute.WarmupEpochs), warmupEpochs),
            (nameof(CosineScheduleAttribute.FinalLearningRate), finalRate)
        );

    /// <summary>A rate that is a tenth after each of these epochs.</summary>
    public static RawAttribute Steps(params double[] milestones) => WarmSteps(0, milestones);

    /// <summary>The same with a warm-up.</summary>
    public static RawAttribute WarmSteps(int warmupEpochs, params double[] milestones) =>
        RawAttribute.Empty<StepScheduleAttribute>() with
        {
            Arguments = new(
                RawArgument.Of(nameof(StepScheduleAttribute.Milestones), milestones),
                RawArgument.Of(nameof(StepScheduleAttribute.Factor), 0.1),
                RawArgument.Of(nameof(StepScheduleAttribute.WarmupEpochs), warmupEpochs)
            ),
        };

    /// <summary>A momentum of the encoder that stays.</summary>
    public static RawAttribute Constant(double momentum) => Momentum(momentum, MomentumSchedule.Constant);

    /// <summary>A momentum of the encoder that rises to 1.</summary>
    public static RawAttribute Rising(double momentum) => Momentum(momentum, MomentumSchedule.Cosine);

    /// <summary>A queue of negatives.</summary>
    public static RawAttribute Queue(int size) =>
        RawAttribute.Of<NegativeQueueAttribute>((nameof(NegativeQueueAttribute.Size), size));

    /// <summary>Entries keep half of themselves, as in all rows with a bank.</summary>
    public static RawAttribute Bank(int negatives) =>
        RawAttribute.Of<MemoryBankAttribute>(
            (nameof(MemoryBankAttribute.Momentum), 0.5),
            (nameof(MemoryBankAttribute.Negatives), negatives)
        );

    /// <summary>LARS of most authors, which spares biases and normalization ratio and decay.</summary>
    public static RawAttribute Lars(double rate, double decay, double biasRate = 1) =>
        RawAttribute.Of<LarsAttribute>(
            (nameof(LarsAttribute.LearningRate), rate),
            (nameof(LarsAttribute.Scaling), Linear),
            (nameof(LarsAttribute.WeightDecay), decay),
            (nameof(LarsAttribute.Momentum), 0.9),
            (nameof(LarsAttribute.TrustCoefficient), 1e-3),
            (nameof(LarsAttribute.BiasRate), biasRate)
        );

    /// <summary>
    /// NVIDIA's LARC without clipping around PyTorch's SGD: the paper's ratio for all parameters, all of which decay.
    /// </summary>
    public static RawAttribute SwavLars =>
        RawAttribute.Of<LarsAttribute>(
            (nameof(LarsAttribute.LearningRate), 4.8),
            (nameof(LarsAttribute.Scaling), (double)LearningRateScaling.None),
            (nameof(LarsAttribute.WeightDecay), 1e-6),
            (nameof(LarsAttribute.Momentum), 0.9),
            (nameof(LarsAttribute.TrustCoefficient), 1e-3),
            (nameof(LarsAttribute.Dialect), (double)LarsDialect.SumOfNorms),
            (nameof(LarsAttribute.DecayBiasAndNorm), 1)
        );

    /// <summary>The authors' SGD, which spares biases and normalization its decay.</summary>
    public static RawAttribute PirlSgd =>
        RawAttribute.Of<SgdAttribute>(
            (nameof(SgdAttribute.LearningRate), 0.03),
            (nameof(SgdAttribute.Scaling), Linear),
            (nameof(SgdAttribute.WeightDecay), 1e-4),
            (nameof(SgdAttribute.Momentum), 0.9)
        );

    /// <summary>PyTorch's SGD over all parameters, whose decay spares none.</summary>
    public static RawAttribute Sgd(
        double rate,
        double decay,
        LearningRateScaling scaling = LearningRateScaling.Linear
    ) =>
        RawAttribute.Of<SgdAttribute>(
            (nameof(SgdAttribute.LearningRate), rate),
            (nameof(SgdAttribute.Scaling), (double)scaling),
            (nameof(SgdAttribute.WeightDecay), decay),
            (nameof(SgdAttribute.Momentum), 0.9),
            (nameof(SgdAttribute.DecayBiasAndNorm), 1)
        );

    /// <summary>Adam without decay.</summary>
    public static RawAttribute Adam(double rate) =>
        RawAttribute.Of<AdamAttribute>((nameof(AdamAttribute.LearningRate), rate));

    /// <summary>PyTorch's AdamW over all parameters, whose decay spares none.</summary>
    public static RawAttribute AdamW(double rate, double decay) =>
        RawAttribute.Of<AdamWAttribute>(
            (nameof(AdamWAttribute.LearningRate), rate),
            (nameof(AdamWAttribute.Scaling), Linear),
            (nameof(AdamWAttribute.WeightDecay), decay),
            (nameof(AdamWAttribute.DecayBiasAndNorm), 1)
        );

    /// <summary>The authors' AdamW, which spares biases and normalization its decay.</summary>
    public static RawAttribute DinoAdamW =>
        RawAttribute.Of<AdamWAttribute>(
            (nameof(AdamWAttribute.LearningRate), 5e-4),
            (nameof(AdamWAttribute.Scaling), Linear),
            (nameof(AdamWAttribute.WeightDecay), 0.04)
        );

    /// <summary>The authors' AdamW, which spares biases and normalization its decay.</summary>
    public static RawAttribute MaeAdamW =>
        RawAttribute.Of<AdamWAttribute>(
            (nameof(AdamWAttribute.LearningRate), 1.5e-4),
            (nameof(AdamWAttribute.Scaling), Linear),
            (nameof(AdamWAttribute.WeightDecay), 0.05),
            (nameof(AdamWAttribute.Beta1), 0.9),
            (nameof(AdamWAttribute.Beta2), 0.95)
        );

    /// <summary>
    /// The authors' AdamW, which spares biases and normalization its decay; they state its rate for a batch of 512.
    /// </summary>
    public static RawAttribute SimMimAdamW =>
        RawAttribute.Of<AdamWAttribute>(
            (nameof(AdamWAttribute.LearningRate), 5e-5),
            (nameof(AdamWAttribute.Scaling), Linear),
            (nameof(AdamWAttribute.WeightDecay), 0.05)
        );

    /// <summary>The authors' cosines of rate and decay.</summary>
    public static RawAttribute DinoCosine =>
        RawAttribute.Of<CosineScheduleAttribute>(
            (nameof(CosineScheduleAttribute.WarmupEpochs), 10),
            (nameof(CosineScheduleAttribute.FinalLearningRate), 1e-6),
            (nameof(CosineScheduleAttribute.FinalWeightDecay), 0.4)
        );

    private static RawAttribute Momentum(double momentum, MomentumSchedule schedule) =>
        RawAttribute.Of<MomentumEncoderAttribute>(
            (nameof(MomentumEncoderAttribute.Momentum), momentum),
            (nameof(MomentumEncoderAttribute.Schedule), (double)schedule)
        );
}
