// expect: error CDSL1036 at line 5

using ContrastiveDsl;

[ProjectionHead]
[BatchNorm] [Relu]
public partial class Head;
