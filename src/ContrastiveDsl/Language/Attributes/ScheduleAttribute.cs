namespace ContrastiveDsl;

/// <summary>
/// How the learning rate of an experiment moves: it rises linearly from 0 to its peak, and then falls.
/// </summary>
public abstract class ScheduleAttribute : SettingAttribute
{
    /// <summary>Epochs that warm up, 0 or more and fewer than all. Default 0.</summary>
    public int WarmupEpochs { get; set; }
}
