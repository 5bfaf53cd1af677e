// expect: error CDSL0009 at line 8

using ContrastiveDsl;

[NtXentLoss(Temperature = 0.5)]
public partial class Contrast
{
    public const double Temperature = 0.5;
}
