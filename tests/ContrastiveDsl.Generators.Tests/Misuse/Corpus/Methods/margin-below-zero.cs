// expect: error CDSL2033 at line 5

using ContrastiveDsl;

[PairwiseContrastiveLoss(Margin = -1)]
public partial class Pairs;
