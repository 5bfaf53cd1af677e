// expect: error CDSL2033 at line 6
// Unit vectors are at most 2 apart.

using ContrastiveDsl;

[PairwiseContrastiveLoss(Margin = 5)]
public partial class Pairs;
