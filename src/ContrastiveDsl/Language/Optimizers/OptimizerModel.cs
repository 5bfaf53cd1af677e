namespace ContrastiveDsl.Language;

/// <summary>
/// The optimizer of an experiment with its settings, and what differs between optimizers. One subclass for each, in the
/// optimizer's file.
/// </summary>
internal abstract record OptimizerModel : Model
{
    /// <summary>The settings that every optimizer has.</summary>
    /// <param name="stated">The attribute that states them.</param>
    private protected OptimizerModel(OptimizerAttribute stated)
    {
        LearningRate = stated.LearningRate;
        Scaling = stated.Scaling;
        WeightDecay = stated.WeightDecay;
        DecayBiasAndNorm = stated.DecayBiasAndNorm;
    }

    /// <summary>What is known of the optimizer.</summary>
    public abstract Optimizer Facts { get; }

    /// <inheritdoc cref="OptimizerAttribute.LearningRate"/>
    public double LearningRate { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.Scaling"/>
    public LearningRateScaling Scaling { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.WeightDecay"/>
    public double WeightDecay { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.DecayBiasAndNorm"/>
    public bool DecayBiasAndNorm { get; init; }

    /// <summary>
    /// Index of the attribute that states the optimizer, among the class's attributes of the language.
    /// </summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>The numbers that say what it remembers of gradients.</summary>
    public abstract IEnumerable<SettingConstant> Memory { get; }

    /// <summary>The numbers beside these, the rate and the decay.</summary>
    public virtual IEnumerable<SettingConstant> FurtherConstants => [];

    /// <summary>
    /// Settings that are no numbers, as arguments of the library's constructor; those left at their default need not be
    /// among them.
    /// </summary>
    public IEnumerable<SettingChoice> Choices =>
        [.. OwnChoices, .. DecayBiasAndNorm ? [new("decayBiasAndNorm", DecayBiasAndNorm)] : None];

    /// <summary>Those of them that not every optimizer has.</summary>
    private protected virtual IEnumerable<SettingChoice> OwnChoices => None;

    /// <summary>No choices.</summary>
    private protected static SettingChoice[] None => [];

    /// <summary>The rate after warm-up with its scaling applied.</summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    public double EffectiveLearningRate(int batchSize) =>
        Scaling switch
        {
            LearningRateScaling.Linear => LearningRate * batchSize / 256,
            LearningRateScaling.SquareRoot => LearningRate * Math.Sqrt(batchSize),
            _ => LearningRate,
        };

    /// <summary>The optimizer and its settings in one line, without its rate.</summary>
    /// <param name="number">How a number is written.</param>
    public string Describe(Func<double, string> number)
    {
        var decay =
            WeightDecay > 0
                ? ", weight decay " + number(WeightDecay) + (DecayBiasAndNorm ? ", of biases and norms too" : "")
                : string.Empty;
        return Facts.Name + ", " + DescribeOwn(number) + decay;
    }

    /// <summary>The settings that not every optimizer has, in one line.</summary>
    /// <param name="number">How a number is written.</param>
    private protected abstract string DescribeOwn(Func<double, string> number);

    /// <summary>Checks the settings that not every optimizer has.</summary>
    internal abstract void Check(FindingList findings);

    /// <summary>Adds a finding unless a setting of its own is greater than 0.</summary>
    private protected void RequirePositive(FindingList findings, string setting, double value) =>
        findings.Require(
            value is > 0 and < double.PositiveInfinity,
            OptimizerRules.Setting,
            Attribute,
            setting,
            "greater than 0",
            value
        );
}
