// expect: error CDSL2033 at line 5

using ContrastiveDsl;

[NceLoss(Partition = -1)]
public partial class Noise;
