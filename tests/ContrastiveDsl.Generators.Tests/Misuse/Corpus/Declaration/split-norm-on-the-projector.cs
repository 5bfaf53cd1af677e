// expect: error CDSL0006 at line 6

using ContrastiveDsl;

[ProjectionHead(Output = 128)]
[SplitBatchNorm(8)]
public partial class Head;
