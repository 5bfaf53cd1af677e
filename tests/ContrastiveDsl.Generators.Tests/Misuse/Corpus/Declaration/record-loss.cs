// expect: error CDSL0003 at line 6

using ContrastiveDsl;

[NtXentLoss(Temperature = 0.5)]
public partial record Contrast;
