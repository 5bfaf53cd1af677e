// expect: warning CDSL2026 at line 5

using ContrastiveDsl;

[BarlowTwinsLoss(Lambda = 5)]
public partial class Redundancy;
