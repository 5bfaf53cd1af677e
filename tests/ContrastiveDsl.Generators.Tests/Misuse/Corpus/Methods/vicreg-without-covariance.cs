// expect: warning CDSL2052 at line 5

using ContrastiveDsl;

[VicregLoss(CovarianceWeight = 0)]
public partial class Regularized;
