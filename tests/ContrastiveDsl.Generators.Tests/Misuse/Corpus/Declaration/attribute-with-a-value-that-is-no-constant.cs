// expect: error CS0182 at line 10

using ContrastiveDsl;

public static class Settings
{
    public static double Temperature = 0.1;
}

[NtXentLoss(Temperature = Settings.Temperature)]
public partial class Contrast;
