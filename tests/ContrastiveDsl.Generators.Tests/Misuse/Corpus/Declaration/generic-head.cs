// expect: error CDSL0003 at line 6

using ContrastiveDsl;

[ProjectionHead(Output = 128)]
public partial class Head<T>;
