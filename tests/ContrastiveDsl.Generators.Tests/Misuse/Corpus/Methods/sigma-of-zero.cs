// expect: error CDSL2033 at line 5

using ContrastiveDsl;

[DclLoss(Weighted = true, Sigma = 0)]
public partial class Decoupled;
