// expect: error CDSL1012 at line 5

using ContrastiveDsl;

[ProjectionHead(Hidden = 100, Output = 64, Norm = Norm.Group)]
public partial class Head;
