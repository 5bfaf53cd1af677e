namespace ContrastiveDsl.Language;

/// <summary>How a momentum encoder follows the network that is trained.</summary>
/// <param name="Momentum">m at the first step.</param>
/// <param name="FinalMomentum">m at the end of a cosine.</param>
/// <param name="Schedule">How m goes on.</param>
/// <param name="Start">What the momentum encoder begins as.</param>
internal sealed record MomentumModel(double Momentum, double FinalMomentum, MomentumSchedule Schedule, TargetStart Start) : Model
{
    /// <summary>Index of the attribute that states it, among the class's attributes of the language, or −1 where it is the method's default.</summary>
    public int Attribute { get; init; } = -1;
}
