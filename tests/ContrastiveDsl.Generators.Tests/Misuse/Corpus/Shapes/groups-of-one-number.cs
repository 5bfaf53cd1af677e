// expect: error CDSL1044 at line 5

using ContrastiveDsl;

[ProjectionHead(Hidden = 128, Output = 32, OutputNorm = Norm.Group, OutputAffine = false, Groups = 32)]
public partial class Head;
