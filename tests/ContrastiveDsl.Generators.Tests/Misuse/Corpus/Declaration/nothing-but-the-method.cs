// expect: error CDSL0007 at line 10
// expect: error CDSL0007 at line 10
// expect: error CDSL0007 at line 10
// expect: error CDSL0007 at line 10
// expect: error CDSL0007 at line 10
// The method alone: every part and the optimizer are missing.

using ContrastiveDsl;

[SimClr]
public partial class Experiment;
