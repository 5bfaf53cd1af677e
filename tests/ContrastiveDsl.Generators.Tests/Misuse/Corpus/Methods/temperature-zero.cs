// expect: error CDSL2016 at line 5

using ContrastiveDsl;

[NtXentLoss(Temperature = 0)]
public partial class Contrast;
