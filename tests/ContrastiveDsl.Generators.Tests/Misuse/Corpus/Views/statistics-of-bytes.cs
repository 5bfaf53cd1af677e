// expect: warning CDSL3034 at line 8
// As OpenCV code has them.

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize(33.3, 78.6)]
public partial class Views;
