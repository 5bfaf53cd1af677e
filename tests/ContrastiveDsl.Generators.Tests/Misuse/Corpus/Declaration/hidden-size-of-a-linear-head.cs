// expect: warning CDSL0008 at line 5

using ContrastiveDsl;

[ProjectionHead(Layers = 1, Hidden = 2048, Output = 128)]
public partial class Head;
