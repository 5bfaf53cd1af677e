// expect: warning CDSL0008 at line 6
// expect: warning CDSL0008 at line 6

using ContrastiveDsl;

[ProjectionHead(Hidden = 512, Layers = 3)]
[Linear(512)] [Relu] [Linear(128)]
public partial class Head;
