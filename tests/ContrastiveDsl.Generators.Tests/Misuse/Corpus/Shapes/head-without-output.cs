// expect: error CDSL1004 at line 5

using ContrastiveDsl;

[ProjectionHead(Hidden = 512)]
public partial class Head;
