namespace ContrastiveDsl;

/// <summary>The optimizer of an experiment.</summary>
public abstract class OptimizerAttribute : SettingAttribute
{
    /// <summary>
    /// Learning rate after warm-up, greater than 0. It is the rate used, unless <see cref="Scaling"/> scales it with
    /// the batch.
    /// </summary>
    public double LearningRate { get; set; }

    /// <summary>How the rate follows the batch size. Default: it does not.</summary>
    public LearningRateScaling Scaling { get; set; }

    /// <summary>Weight decay, 0 or more.</summary>
    public double WeightDecay { get; set; }

    /// <summary>
    /// Whether biases and normalization parameters decay too. Most of the field leaves them out; the authors of MoCo,
    /// SimSiam and MoCo v3 do not with SGD and AdamW. Default false.
    /// </summary>
    public bool DecayBiasAndNorm { get; set; }
}
