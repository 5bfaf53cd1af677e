// expect: warning CDSL0008 at line 5

using ContrastiveDsl;

[DclLoss(Temperature = 0.1, Sigma = 0.3)]
public partial class Decoupled;
