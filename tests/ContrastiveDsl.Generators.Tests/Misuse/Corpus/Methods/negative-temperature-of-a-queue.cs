// expect: error CDSL2016 at line 5

using ContrastiveDsl;

[InfoNceLoss(Temperature = -0.07)]
public partial class Contrast;
