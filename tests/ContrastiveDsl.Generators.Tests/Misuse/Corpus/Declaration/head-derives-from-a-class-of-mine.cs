// expect: error CDSL0012 at line 10

using ContrastiveDsl;

namespace Lab;

public class HeadBase;

[ProjectionHead(Output = 64)]
public partial class Head : HeadBase;
