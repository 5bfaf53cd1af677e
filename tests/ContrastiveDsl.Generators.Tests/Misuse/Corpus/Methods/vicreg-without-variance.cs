// expect: error CDSL2025 at line 5

using ContrastiveDsl;

[VicregLoss(VarianceWeight = 0)]
public partial class Regularized;
