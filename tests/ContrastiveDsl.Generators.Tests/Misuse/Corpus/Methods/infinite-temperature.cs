// expect: error CDSL2016 at line 5

using ContrastiveDsl;

[NtXentLoss(Temperature = double.PositiveInfinity)]
public partial class Contrast;
