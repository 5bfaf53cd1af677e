// expect: error CDSL0006 at line 6

using ContrastiveDsl;

[NtXentLoss(Temperature = 0.1)]
[Training(BatchSize = 512)]
public partial class Contrast;
