// expect: error CDSL2033 at line 5

using ContrastiveDsl;

[RaftLoss(Alignment = 0, CrossModel = 0)]
public partial class RunAway;
