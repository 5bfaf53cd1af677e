// expect: error CDSL0005 at line 6

using ContrastiveDsl;

[NtXentLoss]
[InfoNceLoss]
public partial class Contrast;
