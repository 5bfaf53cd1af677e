// expect: error CDSL2016 at line 5

using ContrastiveDsl;

[NtXentLoss(Temperature = double.NaN)]
public partial class Contrast;
