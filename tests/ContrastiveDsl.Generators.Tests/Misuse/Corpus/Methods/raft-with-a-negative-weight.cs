// expect: error CDSL2033 at line 6
// The minus of the paper's formula is the loss' own.

using ContrastiveDsl;

[RaftLoss(CrossModel = -1)]
public partial class RunAway;
