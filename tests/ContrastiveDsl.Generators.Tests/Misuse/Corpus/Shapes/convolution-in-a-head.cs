// expect: error CDSL1030 at line 6

using ContrastiveDsl;

[ProjectionHead]
[Conv(32, 3)]
[Linear(64)]
public partial class Head;
