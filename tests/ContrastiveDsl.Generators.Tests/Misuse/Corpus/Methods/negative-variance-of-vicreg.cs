// expect: error CDSL2033 at line 5

using ContrastiveDsl;

[VicregLoss(VarianceWeight = -25)]
public partial class Regularized;
