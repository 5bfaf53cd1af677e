// expect: error CDSL0028 at line 6

using ContrastiveDsl;

[ProjectionHead(Output = 64)]
public partial class OutputSize;
