// expect: error CDSL1004 at line 5

using ContrastiveDsl;

[ProjectionHead(Hidden = int.MaxValue, Output = 128)]
public partial class Head;
