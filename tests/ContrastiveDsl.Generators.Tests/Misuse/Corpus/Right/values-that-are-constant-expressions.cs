// expect: none

using ContrastiveDsl;

namespace Lab;

public static class Settings
{
    public const int Width = 1 << 6;
    public const double Temperature = 1.0 / 10;
}

[ProjectionHead(Hidden = 2 * Settings.Width, Output = Settings.Width)]
public partial class Head;

[NtXentLoss(Temperature = Settings.Temperature)]
public partial class Contrast;
