// expect: error CDSL2044 at line 5

using ContrastiveDsl;

[RaftLoss(CrossModel = 0)]
public partial class RunAway;
