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
    public double EffectiveLearningRate(int batchSize) => BatchScaling.Scale(LearningRate, Scaling, batchSize);

    /// <summary>
    /// The share of its length that a weight without gradient loses in a step to its decay; 0 where the length of a
    /// step does not depend on the decay.
    /// </summary>
    /// <param name="share">The learning rate, with its scaling applied, times the decay.</param>
    public virtual double Shrinkage(double share) => 0;

    /// <summary>Rate times decay from which on a step leaves nothing of a weight, or makes it longer.</summary>
    public virtual double ErasingDecay => double.PositiveInfinity;

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

    /// <summary>
    /// Checks the settings that not every optimizer has; says whether it is known from them how far its steps go.
    /// </summary>
    internal abstract bool Check(FindingList findings);

    /// <summary>Checks it against the number of images of a step.</summary>
    /// <param name="batchSize">Images of a step, 1 or more.</param>
    /// <param name="findings">Where findings go.</param>
    internal virtual void CheckBatch(int batchSize, FindingList findings) { }

    /// <summary>
    /// Adds a finding where a share that is kept in a step is so small that the share which goes was likely meant.
    /// </summary>
    private protected void CheckComplement(FindingList findings, string setting, double share)
    {
        if (share is > 0 and < 0.5)
        {
            findings.Add(
                OptimizerRules.Complement,
                findings.At(Attribute, setting),
                setting,
                Text.Of(share),
                Text.Complement(share)
            );
            findings.Offer(Edit.Set(findings.At(Attribute, setting), Text.Complement(share)));
        }
    }

    /// <summary>Adds a finding unless a setting of its own is greater than 0.</summary>
    private protected void RequirePositive(FindingList findings, string setting, double value) =>
        OfferUsual(findings, findings.RequirePositive(OptimizerRules.Setting, Attribute, setting, value), setting);

    /// <summary>Adds a finding unless a setting of its own satisfies its condition.</summary>
    private protected void Require(FindingList findings, bool holds, string setting, string condition, double value) =>
        OfferUsual(
            findings,
            findings.Require(holds, OptimizerRules.Setting, Attribute, setting, condition, value),
            setting
        );

    /// <summary>A setting that is left out has its usual value.</summary>
    private void OfferUsual(FindingList findings, bool isSound, string setting)
    {
        if (!isSound)
        {
            findings.Offer(Edit.Remove(findings.At(Attribute, setting)));
        }
    }
}
