// expect: warning CDSL2017 at line 6
// CLIP's logit scale is the inverse of the temperature.

using ContrastiveDsl;

[NtXentLoss(Temperature = 14.3)]
public partial class Contrast;
