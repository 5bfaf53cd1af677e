// expect: error CDSL0005 at line 8

using ContrastiveDsl;

[NtXentLoss]
public partial class Contrast;

[DclLoss]
public partial class Contrast;
