// expect: warning CDSL0008 at line 5

using ContrastiveDsl;

[ProjectionHead(Output = 128, OutputAffine = false)]
public partial class Head;
