// expect: warning CDSL2017 at line 6
// 0.07, with the point forgotten.

using ContrastiveDsl;

[InfoNceLoss(Temperature = 7)]
public partial class Contrast;
