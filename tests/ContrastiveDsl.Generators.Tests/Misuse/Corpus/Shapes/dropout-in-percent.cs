// expect: error CDSL1022 at line 7

using ContrastiveDsl;

[ProjectionHead]
[Linear(128)] [Relu]
[Dropout(50)]
[Linear(64)]
public partial class Head;
